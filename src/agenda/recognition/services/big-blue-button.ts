import { type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const bigBlueButton: Service = {
  id: "bigbluebutton",
  name: "BigBlueButton",
  native: false,
  hosts: ["demo.bigbluebutton.org"],
  words: ["big\\s?blue\\s?button", "\\bbbb\\b", "\\bgreenlight\\b"],
  idDigits: [],
  form,
};

/** Greenlight 3 `/rooms/ID[/join]`, Greenlight 2 `/b/ID` (below a prefix as well), and the API's `join` with its meeting. */
function form({ path, query }: LinkView): LinkForm | null {
  if (path.at(-1) === "join" && path.at(-2) === "api") {
    const meeting = query.get("meetingID");
    return meeting === null || meeting === "" ? null : participant(meeting, { token: query.has("checksum") });
  }
  const at = path.findIndex((segment) => segment === "rooms" || segment === "b");
  const [id = "", rest, more] = path.slice(at + 1);
  if (at < 0 || at > 2 || more !== undefined || (rest !== undefined && rest !== "join")) return null;
  return /^[a-z0-9]{2,12}(?:-[a-z0-9]{2,12}){2,3}$/i.test(id) ? participant(id) : null;
}
