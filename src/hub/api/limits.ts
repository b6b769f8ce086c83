import type { Clock } from "../../platform/clock.ts";
import { TokenBucket } from "../gateway/token-bucket.ts";

const perAddress = { perSecond: 20, burst: 200 };
/** Enrolment and sign-in, which anybody can ask: guessing has to be slow. */
const publicPerAddress = { perSecond: 2, burst: 60 };
const perOrganisation = { perSecond: 100, burst: 1000 };
const mostBuckets = 20_000;

/** Requests of one address and of one organisation in a while. */
export class RequestLimits {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns 0, or the milliseconds to wait */
  take(address: string, organisation: string | null, anybody: boolean): number {
    const now = this.#clock.monotonicMs();
    const limit = anybody ? publicPerAddress : perAddress;
    const own = this.#bucket(`${anybody ? "public" : "address"} ${address}`, limit, now).take(now);
    if (own > 0 || organisation === null) return own;
    return this.#bucket(`organisation ${organisation}`, perOrganisation, now).take(now);
  }

  #bucket(name: string, limit: { perSecond: number; burst: number }, now: number): TokenBucket {
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
