import type { Clock } from "../../src/platform/clock.ts";

interface Timer {
  dueAt: number;
  everyMs: number | null;
  run: () => void;
}

/** A clock that stands still until a test advances it; timers run in order, each at its own time. */
export class FakeClock implements Clock {
  #nowMs: number;
  #timers = new Set<Timer>();

  constructor(start: string | number = "2026-03-02T09:00:00Z") {
    this.#nowMs = typeof start === "number" ? start : Date.parse(start);
  }

  now() {
    return this.#nowMs;
  }

  monotonicMs() {
    return this.#nowMs;
  }

  after(ms: number, run: () => void) {
    return this.#add({ dueAt: this.#nowMs + ms, everyMs: null, run });
  }

  every(ms: number, run: () => void) {
    return this.#add({ dueAt: this.#nowMs + ms, everyMs: ms, run });
  }

  /** Moves time on, running what falls due, and lets promises settle after each timer. */
  async advance(ms: number): Promise<void> {
    const until = this.#nowMs + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].filter((t) => t.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (next === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueAt);
      if (next.everyMs === null) this.#timers.delete(next);
      else next.dueAt += next.everyMs;
      next.run();
      await settle();
    }
    this.#nowMs = until;
    await settle();
  }

  /** Time goes on and nothing runs, as in a process that was stopped or a computer that slept. Timers go on from there. */
  standStill(ms: number): void {
    for (const timer of this.#timers) timer.dueAt += ms;
    this.#nowMs += ms;
  }

  get pendingTimers() {
    return this.#timers.size;
  }

  #add(timer: Timer) {
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }
}

/** Lets everything that is already promised run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}
