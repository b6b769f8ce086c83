import type { Clock } from "../../platform/clock.ts";
import { TokenBucket } from "../gateway/token-bucket.ts";

interface Rate {
  perSecond: number;
  burst: number;
}

export interface Rates {
  /** Signed-in people and keys, by address. */
  address: Rate;
  /** Enrolment and sign-in, which anybody can ask: guessing has to be slow. By address. */
  anybody: Rate;
  /** All of an organisation's people and keys together. */
  organisation: Rate;
}

export const usualRates: Rates = {
  address: { perSecond: 20, burst: 200 },
  anybody: { perSecond: 2, burst: 60 },
  organisation: { perSecond: 100, burst: 1000 },
};

const mostBuckets = 20_000;

/** Requests in a while, by who asks. */
export class RequestLimits {
  readonly #clock: Clock;
  readonly #rates: Rates;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Clock, rates: Rates) {
    this.#clock = clock;
    this.#rates = rates;
  }

  /**
   * @param who an address, or the id of an organisation whose member asks (not before that is known: nobody uses up another's)
   * @returns 0, or the milliseconds to wait
   */
  take(kind: keyof Rates, who: string): number {
    const now = this.#clock.monotonicMs();
    return this.#bucket(`${kind} ${who}`, this.#rates[kind], now).take(now);
  }

  #bucket(name: string, limit: Rate, now: number): TokenBucket {
    const known = this.#buckets.get(name);
    if (known !== undefined) return known;
    if (this.#buckets.size >= mostBuckets)
      for (const [key, bucket] of this.#buckets) if (bucket.full(now)) this.#buckets.delete(key);
    const made = new TokenBucket(limit, now);
    // With so many askers that none of them is idle, a new one gets no bucket that lasts.
    if (this.#buckets.size < mostBuckets) this.#buckets.set(name, made);
    return made;
  }
}
