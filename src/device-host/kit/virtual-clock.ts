import type { Clock } from "../../platform/clock.ts";

interface Timer {
  dueAtMs: number;
  readonly everyMs: number | null;
  readonly run: () => void;
}

/** A clock that is moved by hand: hours of a driver's life pass in a moment. */
export class VirtualClock implements Clock {
  #nowMs = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();

  now() {
    return this.#nowMs;
  }

  monotonicMs() {
    return this.#nowMs;
  }

  after(ms: number, run: () => void) {
    return this.#add({ dueAtMs: this.#nowMs + ms, everyMs: null, run });
  }

  every(ms: number, run: () => void) {
    return this.#add({ dueAtMs: this.#nowMs + Math.max(1, ms), everyMs: Math.max(1, ms), run });
  }

  /** Moves on in steps, so that what timers start can go on between them. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      await turn();
      const [next] = [...this.#timers]
        .filter(({ dueAtMs }) => dueAtMs <= untilMs)
        .sort((a, b) => a.dueAtMs - b.dueAtMs);
      if (next === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      if (next.everyMs === null) this.#timers.delete(next);
      else next.dueAtMs += next.everyMs;
      next.run();
    }
    this.#nowMs = untilMs;
  }

  #add(timer: Timer) {
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }
}

/** Lets everything that is already promised run. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setImmediate(resolve));
}
