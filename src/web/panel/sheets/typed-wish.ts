import type { JoinIntent } from "../../../domain/intent.ts";

/** A link, or the plain name of a meeting. */
export function wishFor(text: string): JoinIntent {
  return text.includes("://") ? { type: "join", link: text } : { type: "join", room: text };
}
