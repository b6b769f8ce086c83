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
  "dialinnumbers dial-in check readiness join start meetings support features getting-started".split(" "),
);

/** `/1234567890`, `/NAME` (a personal link), `app.chime.aws/meetings/1234567890`. */
function form({ host, path }: LinkView): LinkForm | null {
  const [first, second, third] = path;
  if (third !== undefined) return null;
  if (first === "meetings" && second !== undefined) return chosen(digitsOf(second, 10, 13) ?? personal(second));
  if (first === undefined || second !== undefined) return null;
  const id = digitsOf(first, 10, 13);
  if (id !== null || host === "app.chime.aws") return chosen(id);
  return chosen(personal(first));
}

function personal(segment: string): string | null {
  return pages.has(segment.toLowerCase()) ? null : roomName(segment);
}

function chosen(id: string | null): LinkForm | null {
  return id === null ? null : participant(id);
}
