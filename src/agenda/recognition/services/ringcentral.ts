import { digitsOf, type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

export const ringCentral: Service = {
  id: "ringcentral",
  name: "RingCentral",
  native: false,
  hosts: ["v.ringcentral.com", "video.ringcentral.com", "meetings.ringcentral.com"],
  words: ["\\bring\\s?central\\b"],
  idDigits: [9, 10, 11, 12, 13],
  form,
};

/** `/join/ID`, `/join/NAME`, `/conf/on/ID`; the older `/j/ID` and `/my/NAME`. `/teleconference` is for phones. */
function form({ path, query }: LinkView): LinkForm | null {
  const [first, second, third, more] = path;
  const token = query.has("pw") || query.has("pwd");
  if (first === "conf" && second === "on" && more === undefined) return idOnly(third, token);
  if (second === undefined || third !== undefined) return null;
  if (first === "j") return idOnly(second, token);
  const name = first === "join" || first === "my" ? (digitsOf(second, 9, 13) ?? roomName(second)) : null;
  return name === null ? null : participant(name, { token });
}

function idOnly(text: string | undefined, token: boolean): LinkForm | null {
  const id = digitsOf(text, 9, 13);
  return id === null ? null : participant(id, { token });
}
