import { digitsOf, type LinkForm, type LinkView, participant, type Service } from "./service.ts";

const domains = ["zoom.us", "zoom.com", "zoom.com.cn", "zoomgov.com", "zoom-x.de"];

export const zoom: Service = {
  id: "zoom",
  name: "Zoom",
  native: false,
  hosts: domains.flatMap((domain) => [domain, `*.${domain}`]),
  words: ["\\bzoom\\b"],
  idDigits: [9, 10, 11],
  form,
};

/** `/j/ID`, `/w/ID` (webinar), `/s/ID` (host), `/my/NAME`, and the web client's `/wc/…`. Everything else are pages. */
function form({ path, query }: LinkView): LinkForm | null {
  const [first, second, third, ...more] = path;
  if (more.length > 0) return null;
  const token = query.has("pwd") || query.has("tk");
  if (first === "my" && second !== undefined && third === undefined) return participant(second, { token });
  if (first === "wc") return webClient(second, third, token);
  if (third !== undefined) return null;
  const id = digitsOf(second, 9, 11);
  if (id === null) return null;
  if (first === "j" || first === "w") return participant(id, { token });
  return first === "s" ? { meetingId: id, rank: 2, token: false } : null;
}

function webClient(second: string | undefined, third: string | undefined, token: boolean): LinkForm | null {
  const id = digitsOf(second === "join" ? third : second, 9, 11);
  if (id === null) return null;
  return third === "start" ? { meetingId: id, rank: 2, token: false } : participant(id, { token });
}
