import type { Clock } from "../../platform/clock.ts";
import { blockMs } from "./block.ts";

/** More than this late (the computer slept, the process hung), the missed blocks are left out instead of made up. */
const makeUpMs = 200;

/**
 * Asks for blocks of 10 ms as the system's monotonic clock says, without drift: timers deliver only some 93 % of the ticks,
 * so each tick counts how many blocks are due by now.
 */
export class PacedClock {
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #startMs = 0;
  #done = 0;
  #stopTimer: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `onBlock` once a due block; returns how to stop. */
  subscribe(onBlock: () => void): () => void {
    this.#listeners.add(onBlock);
    if (this.#stopTimer === null) this.#start();
    return () => {
      this.#listeners.delete(onBlock);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  #start(): void {
    this.#startMs = this.#clock.monotonicMs();
    this.#done = 0;
    this.#stopTimer = this.#clock.every(blockMs, () => this.#tick());
  }

  #stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #tick(): void {
    const due = Math.floor((this.#clock.monotonicMs() - this.#startMs) / blockMs);
    this.#done = Math.max(this.#done, due - makeUpMs / blockMs);
    for (; this.#done < due && this.#stopTimer !== null; this.#done++) {
      for (const listener of [...this.#listeners]) listener();
    }
  }
}
