import type { ServerResponse } from "node:http";
import { securityHeaders } from "./headers.ts";

/** What feeds a stream: called once, it sends whenever it wants, may end the stream, and returns how to stop. */
export type Feed = (send: Send, end: () => void) => () => void;

/** False: the reader is behind; send again later, or less. */
export type Send = (event: string, data: unknown) => boolean;

/** The stream ends after a while, and the page comes back: so a session that ended is noticed. Rights that change end it at once. */
const lifeMs = 600_000;
const aliveMs = 15_000;

/** Server-sent events (WHATWG HTML §9.2) over a response. */
export function openStream(response: ServerResponse, feed: Feed): void {
  response.writeHead(200, { ...securityHeaders, "content-type": "text/event-stream", "x-accel-buffering": "no" });
  response.write("retry: 1000\n\n");
  const send: Send = (event, data) => {
    if (response.writableNeedDrain) return false;
    return response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`) || true;
  };
  const stop = feed(send, () => response.end());
  const alive = setInterval(() => response.write(": alive\n\n"), aliveMs);
  const end = setTimeout(() => response.end(), lifeMs);
  response.once("close", () => {
    stop();
    clearInterval(alive);
    clearTimeout(end);
  });
  response.on("error", () => response.destroy());
}
