import { type LinkForm, type LinkView, roomName, type Service } from "./service.ts";

export const whereby: Service = {
  id: "whereby",
  name: "Whereby",
  native: false,
  hosts: ["whereby.com", "*.whereby.com"],
  words: ["\\bwhereby\\.com\\b"],
  idDigits: [],
  form,
};

const pages = new Set(
  "user users join information blog support features embedded demo org organization settings rooms home start customers jobs press security status product products solutions webinars".split(
    " ",
  ),
);
const sites = /^(?:api|docs|help|support|status|blog|cdn|assets|get|info|account|embedded|developer)\./;

/** One segment; subdomains are those of customers. `?roomKey=` opens it as host. */
function form({ host, path, query }: LinkView): LinkForm | null {
  const [first = "", more] = path;
  const name = more === undefined && first !== "" && !pages.has(first.toLowerCase()) ? roomName(first) : null;
  if (name === null || sites.test(host)) return null;
  return { meetingId: name, rank: query.has("roomKey") ? 2 : 0, token: false };
}
