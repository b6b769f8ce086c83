import { type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

export const webex: Service = {
  id: "webex",
  name: "Webex",
  native: false,
  hosts: ["webex.com", "*.webex.com", "*.webex.com.cn"],
  words: ["\\bwebex\\b"],
  idDigits: [9, 10, 11, 12],
  accessCodeIsId: true,
  form,
};

/** `/SITE/j.php?MTID=`, personal rooms `/meet/NAME` and `/join/NAME`, `/m/UUID`, and the pages that start the client. */
function form({ path, query }: LinkView): LinkForm | null {
  const [first, second, third] = path;
  if (path.at(-1) === "j.php") {
    const key = query.get("MTID") ?? query.get("mtid");
    return key === null || key === "" ? null : participant(null, { token: true, same: key });
  }
  if ((first === "meet" || first === "join") && third === undefined) {
    const name = roomName(second);
    return name === null ? null : participant(name);
  }
  if (first === "m" && third === undefined && /^[0-9a-f-]{32,36}$/i.test(second ?? "")) return participant(null);
  return launcher(path);
}

function launcher(path: readonly string[]): LinkForm | null {
  const sites = path.indexOf("sites");
  const known = path[0] === "webappng" || (path[0] === "wbxmjs" && path[1] === "joinservice");
  const [meeting, page, key] = path.slice(sites + 2);
  if (!known || sites < 0 || meeting !== "meeting" || !["download", "info"].includes(page ?? "")) return null;
  return key === undefined ? null : { meetingId: null, rank: 1, token: true, same: key };
}
