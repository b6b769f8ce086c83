import { type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const nextcloudTalk: Service = {
  id: "nextcloud-talk",
  name: "Nextcloud Talk",
  native: false,
  hosts: [],
  words: ["nextcloud\\s?talk"],
  idDigits: [],
  form,
};

/** `/call/TOKEN`, with `/index.php` or the folder of the installation before it. Files (`/s/…`) are no meetings. */
function form({ path }: LinkView): LinkForm | null {
  const at = path.indexOf("call");
  const token = path[at + 1] ?? "";
  return at >= 0 && at <= 3 && path.length === at + 2 && /^[a-z0-9]{4,32}$/i.test(token) ? participant(token) : null;
}
