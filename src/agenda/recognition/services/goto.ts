import { digitsOf, type LinkForm, type LinkView, participant, roomName, type Service } from "./service.ts";

export const goTo: Service = {
  id: "goto",
  name: "GoTo Meeting",
  native: false,
  hosts: [
    "meet.goto.com",
    "app.goto.com",
    "global.gotomeeting.com",
    "www.gotomeeting.com",
    "app.gotomeeting.com",
    "gotomeet.me",
    "www.gotomeet.me",
  ],
  words: ["goto\\s?meeting", "\\bGoTo\\b"],
  idDigits: [9],
  accessCodeIsId: true,
  form,
};

const pages = new Set(
  "install system-check check join start openerbinaries opener support schedule meetings recordings transcript meet meeting".split(
    " ",
  ),
);

/** `/ID`, `/NAME`, `/join/ID`, `/meeting/ID` and `?meetingId=`, each on its host. */
function form({ host, path, query }: LinkView): LinkForm | null {
  const [first, second, third] = path;
  if (host === "app.gotomeeting.com") return numbered(query.get("meetingId") ?? undefined);
  if (third !== undefined) return null;
  if (host.endsWith("gotomeeting.com")) return first === "join" ? numbered(second) : null;
  if (host === "app.goto.com") return first === "meeting" || first === "meet" ? named(second) : null;
  if (first === "meet" && second !== undefined) return named(second);
  return second === undefined ? named(first) : null;
}

function numbered(text: string | undefined): LinkForm | null {
  const id = digitsOf(text, 9, 10);
  return id === null ? null : participant(id);
}

function named(segment: string | undefined): LinkForm | null {
  const name = segment === undefined || pages.has(segment.toLowerCase()) ? null : roomName(segment);
  return numbered(segment) ?? (name === null ? null : participant(name));
}
