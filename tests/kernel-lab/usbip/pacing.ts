import { setTimeout as later } from "node:timers";

/**
 * The clock of an isochronous stream. A guest in emulation stalls for moments: what was due meanwhile is made up, up to `catchUpMs`;
 * more would send a second of sound or pictures in one burst.
 */
export class StreamClock {
  readonly #catchUpMs: number;
  #dueMs = 0;

  constructor(catchUpMs: number) {
    this.#catchUpMs = catchUpMs;
  }

  /** Calls `then` when the next `ms` of the stream are over. */
  after(ms: number, then: () => void): void {
    const nowMs = performance.now();
    this.#dueMs = Math.max(this.#dueMs, nowMs - this.#catchUpMs) + ms;
    const waitMs = this.#dueMs - nowMs;
    if (waitMs <= 0) setImmediate(then);
    else later(then, waitMs);
  }
}
