import { digitsOf, type LinkForm, type LinkView, participant, type Service } from "./service.ts";

/** One product, two brands: the host decides which, whatever the text calls it. */
const shared = { native: false, idDigits: [9, 10, 11], family: "tencent", form } as const;

export const tencent: Service = {
  ...shared,
  id: "tencent",
  name: "Tencent Meeting",
  hosts: ["meeting.tencent.com", "wemeet.qq.com"],
  words: ["腾讯会议", "騰訊會議", "tencent\\s?meeting", "\\bwemeet\\b"],
};

export const voov: Service = {
  ...shared,
  id: "voov",
  name: "VooV Meeting",
  hosts: ["voovmeeting.com", "*.voovmeeting.com"],
  words: ["\\bvoov"],
};

/** Short codes (`/dm/`, `/dw/` webinar, `/s/` old) say nothing about the number; `/p/` is a personal one. */
function form({ path }: LinkView): LinkForm | null {
  const [first, second, third] = path;
  if (second === undefined || third !== undefined) return null;
  if (first === "dm" || first === "dw" || first === "s") return /^[\w-]{6,40}$/.test(second) ? participant(null) : null;
  const number = first === "p" || first === "r" ? digitsOf(second, 9, 11) : null;
  return number === null ? null : participant(number);
}
