import { percentDecode } from "../address.ts";
import { type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

export const jitsi: Service = {
  id: "jitsi",
  name: "Jitsi Meet",
  native: false,
  hosts: ["meet.jit.si", "*.meet.jit.si", "8x8.vc", "*.8x8.vc"],
  words: ["\\bjitsi\\b"],
  idDigits: [],
  form,
};

/** Pages and files of the web app, and of sites in front of it. */
const pages = new Set(
  "static libs images css sounds lang fonts http-bind xmpp-websocket about about-limits conference-request".split(" "),
);

/** `/Room` or `/tenant/Room`. */
function form({ path, query, unescaped }: LinkView): LinkForm | null {
  const [first = "", second] = path;
  if (path.length > 2 || pages.has(first)) return null;
  const name = roomName(second ?? first);
  if (name === null) return null;
  return participant(unescaped ? percentDecode(name) : name, { token: query.has("jwt") });
}
