import { digitsOf, type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const huawei: Service = {
  id: "huawei",
  name: "Huawei Cloud Meeting",
  native: false,
  hosts: ["meeting.huaweicloud.com", "bmeeting.huaweicloud.com", "*.meeting.huaweicloud.com"],
  ports: ["36443"],
  words: ["华为云会议", "华为会议", "華為雲會議", "huawei\\s?(?:cloud\\s?)?meeting", "\\bwelink\\b"],
  idDigits: [9, 10],
  form,
};

/** `/#/j/ID` or `/#/j/ID/KEY`: the page routes in the fragment. */
function form({ path, fragment }: LinkView): LinkForm | null {
  const route = fragment.split("?")[0]?.split("/").filter(Boolean) ?? [];
  const [first, second, key, more] = path.length === 0 ? route : path;
  const id = first === "j" && more === undefined ? digitsOf(second, 6, 13) : null;
  return id === null ? null : participant(id, { token: key !== undefined });
}
