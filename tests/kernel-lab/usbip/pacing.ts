import { setTimeout as later } from "node:timers";

/** What a stream is paced by. */
export interface Time {
  nowMs(): number;
  /** Runs it after `ms`; after 0 or less at the next turn. */
  after(ms: number, run: () => void): void;
}

const realTime: Time = {
  nowMs: () => performance.now(),
  after(ms, run) {
    if (ms <= 0) setImmediate(run);
    else later(run, ms);
  },
};

/**
 * The clock of an isochronous stream. A guest in emulation stalls for moments: what was due meanwhile is made up, up to `catchUpMs`;
 * more would send a second of sound or pictures in one burst.
 */
export class StreamClock {
  readonly #catchUpMs: number;
  readonly #time: Time;
  #dueMs: number | null = null;

  constructor(catchUpMs: number, time: Time = realTime) {
    this.#catchUpMs = catchUpMs;
    this.#time = time;
  }

  /** Calls `then` when the next `ms` of the stream are over. */
  after(ms: number, then: () => void): void {
    const nowMs = this.#time.nowMs();
    this.#dueMs = Math.max(this.#dueMs ?? nowMs, nowMs - this.#catchUpMs) + ms;
    this.#time.after(this.#dueMs - nowMs, then);
  }
}
