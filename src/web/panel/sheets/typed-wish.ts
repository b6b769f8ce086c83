import type { JoinIntent } from "../../../domain/intent.ts";

/** Programs for mail and chat leave the scheme out: `visio.example.org/abc-defg-hij`. */
const bareLink = /^[\p{L}\d-]+(\.[\p{L}\d-]+)+(:\d+)?\/\S/u;

/** A link, or the name, number or code of a meeting. */
export function wishFor(text: string): JoinIntent {
  return text.includes("://") || bareLink.test(text) ? { type: "join", link: text } : { type: "join", room: text };
}
