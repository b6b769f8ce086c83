import { type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const googleMeet: Service = {
  id: "meet",
  name: "Google Meet",
  native: false,
  hosts: ["meet.google.com"],
  words: ["google\\s?meet", "hangouts?\\s?meet"],
  idDigits: [],
  takesPasscode: false,
  form,
};

/** `/abc-defg-hij`, and `/lookup/NAME` for meetings with a nickname. */
function form({ path }: LinkView): LinkForm | null {
  const [first = "", second, third] = path[0] === "_meet" ? path.slice(1) : path;
  if (first === "lookup" && second !== undefined && third === undefined) return participant(second);
  return /^[a-z]{3}-[a-z]{4}-[a-z]{3}$/i.test(first) && second === undefined ? participant(first) : null;
}
