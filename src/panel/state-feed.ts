import type { Clock } from "../platform/clock.ts";

/**
 * States to one page, newest wins: at most one every `gapMs`, and the next only after the one before has left this
 * computer's buffers. However slowly a page reads, one state waits for it, and the one after is the newest.
 */
export class StateFeed {
  readonly #clock: Clock;
  readonly #gapMs: number;
  readonly #send: (sent: () => void) => void;
  #wanted = false;
  #sending = false;
  #closed = false;
  #lastMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  /** @param send sends the state as it is then, and calls `sent` when it has left */
  constructor(clock: Clock, gapMs: number, send: (sent: () => void) => void) {
    this.#clock = clock;
    this.#gapMs = gapMs;
    this.#send = send;
  }

  /** There is a newer state. */
  changed(): void {
    this.#wanted = true;
    this.#pump();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  #pump(): void {
    if (!this.#wanted || this.#sending || this.#closed || this.#cancel !== null) return;
    const waitMs = this.#lastMs + this.#gapMs - this.#clock.monotonicMs();
    if (waitMs > 0) {
      this.#cancel = this.#clock.after(waitMs, () => {
        this.#cancel = null;
        this.#pump();
      });
      return;
    }
    this.#wanted = false;
    this.#sending = true;
    this.#lastMs = this.#clock.monotonicMs();
    this.#send(() => {
      this.#sending = false;
      this.#pump();
    });
  }
}
