/** alsa-utils write `overrun!!! (at least 12.345 ms long)` and `underrun!!! ...` when the card got no attention in time. */
const said = /\b(?:over|under)run!!!/g;

/** Counts them in what a tool writes, however it comes in pieces. */
export class XrunCounter {
  count = 0;
  #rest = "";

  hear(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = (lines.pop() ?? "").slice(-200);
    for (const line of lines) this.count += line.match(said)?.length ?? 0;
  }
}
