import type { Clock } from "../platform/clock.ts";

/** Runs at once, then at most once in `everyMs`, however often it is asked; the last ask is never lost. */
export class Coalesced {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #run: () => void;
  #resting = false;
  #asked = false;
  #cancel = () => {};

  constructor(clock: Clock, everyMs: number, run: () => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#run = run;
  }

  ask(): void {
    if (this.#resting) {
      this.#asked = true;
      return;
    }
    this.#resting = true;
    this.#asked = false;
    this.#cancel = this.#clock.after(this.#everyMs, () => {
      this.#resting = false;
      if (this.#asked) this.ask();
    });
    this.#run();
  }

  stop(): void {
    this.#cancel();
    this.#resting = true;
  }
}
