import type { Clock } from "../platform/clock.ts";

/** `over`: refuse this one; `flood`: enough, close. */
export type Verdict = "within" | "over" | "flood";

/** Token bucket for the messages of one page: `burst` at once, refilled at `perSecond`, `debt` more refused, then closed. */
export class Allowance {
  #tokens: number;
  #atMs: number;
  readonly #clock: Clock;
  readonly #rules: { burst: number; perSecond: number; debt: number };

  constructor(clock: Clock, rules: { burst: number; perSecond: number; debt: number }) {
    this.#clock = clock;
    this.#rules = rules;
    this.#tokens = rules.burst;
    this.#atMs = clock.monotonicMs();
  }

  take(): Verdict {
    const now = this.#clock.monotonicMs();
    const refill = ((now - this.#atMs) / 1000) * this.#rules.perSecond;
    this.#atMs = now;
    this.#tokens = Math.min(this.#rules.burst, this.#tokens + refill) - 1;
    if (this.#tokens >= 0) return "within";
    return this.#tokens >= -this.#rules.debt ? "over" : "flood";
  }
}
