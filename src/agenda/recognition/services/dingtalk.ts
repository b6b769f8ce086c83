import { type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const dingtalk: Service = {
  id: "dingtalk",
  name: "DingTalk",
  native: false,
  hosts: ["meeting.dingtalk.com"],
  words: ["钉钉", "釘釘", "\\bdingtalk\\b", "\\bding\\s?talk\\b"],
  idDigits: [9, 10, 11],
  accessCodeIsId: true,
  form,
};

/** The code in the link is not the number that people type (入会口令). */
function form({ path }: LinkView): LinkForm | null {
  return path[0] === "j" && path.length === 2 && /^[\w-]{6,40}$/.test(path[1] ?? "") ? participant(null) : null;
}
