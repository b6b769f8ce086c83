import { digitsOf, type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

export const chime: Service = {
  id: "chime",
  name: "Amazon Chime",
  native: false,
  hosts: ["chime.aws", "www.chime.aws", "app.chime.aws"],
  words: ["\\b(?:amazon\\s)?chime\\b"],
  idDigits: [10, 13],
  form,
};

const pages = new Set(
  "dialinnumbers dial-in download downloads check readiness join signin sign-in login start meetings support help privacy terms pricing features faq getting-started".split(
    " ",
  ),
);

/** `/1234567890`, `/NAME` (a personal link), `app.chime.aws/meetings/1234567890`. */
function form({ host, path }: LinkView): LinkForm | null {
  const [first, second, third] = path;
  if (third !== undefined) return null;
  if (first === "meetings" && second !== undefined) return chosen(digitsOf(second, 10, 13) ?? roomName(second));
  if (first === undefined || second !== undefined) return null;
  const id = digitsOf(first, 10, 13);
  if (id !== null || host === "app.chime.aws") return chosen(id);
  return pages.has(first.toLowerCase()) ? null : chosen(roomName(first));
}

function chosen(id: string | null): LinkForm | null {
  return id === null ? null : participant(id);
}
