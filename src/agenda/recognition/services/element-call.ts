import { percentDecode } from "../address.ts";
import { type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

export const elementCall: Service = {
  id: "element-call",
  name: "Element Call",
  native: false,
  hosts: ["call.element.io"],
  words: ["element\\s?call"],
  idDigits: [],
  takesPasscode: false,
  form,
};

const pages = new Set(["room", "login", "register", "config.json", "assets", "locales"]);

/** `/room/#/NAME?roomId=…&password=…`, `/room/#?roomId=…`, and the old `/NAME`. */
function form({ path, query, fragment }: LinkView): LinkForm | null {
  if (path.length > 1) return null;
  const [route = "", parameters = ""] = fragment.split("?", 2);
  const inside = new URLSearchParams(parameters);
  const id = inside.get("roomId") ?? query.get("roomId");
  const token = inside.has("password") || inside.has("roomId");
  const name = route.split("/").filter(Boolean).at(-1);
  if (path[0] === "room" || path[0] === undefined) {
    if (name === undefined && id === null) return null;
    return participant(name ?? percentDecode(id ?? ""), { token });
  }
  const old = pages.has(path[0]) ? null : roomName(path[0]);
  return old === null ? null : participant(old, { token });
}
