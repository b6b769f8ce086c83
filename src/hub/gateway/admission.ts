import { type Urgency, urgencies } from "../../protocol/hub/frames.ts";
import { TokenBucket } from "./token-bucket.ts";

export interface AdmissionLimits {
  /** New connections in all. */
  perSecond: number;
  burst: number;
  /** Of these, what one organisation may have while others want some too: 0..1. */
  tenantShare: number;
}

/** What must remain of a burst for those more urgent. */
const reserve: Record<Urgency, number> = { meeting: 0, join: 0.2, idle: 0.4 };

/** So long after the last request of another organisation each keeps to its share. */
const contentionMs = 10_000;

/**
 * Who may connect now when all come at once. Rooms in a meeting come first, then those about to join; an organisation with
 * thousands of rooms leaves room for the others while they want some. Refused ones are told when to come again.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #all: TokenBucket;
  readonly #tenants = new Map<string, TokenBucket>();
  #lastAsker: string | null = null;
  #mixedAtMs = Number.NEGATIVE_INFINITY;

  constructor(limits: AdmissionLimits, nowMs: number) {
    this.#limits = limits;
    this.#all = new TokenBucket(limits, nowMs);
  }

  /** Whether another organisation has asked in the last moments. */
  #contended(tenant: string, nowMs: number): boolean {
    if (this.#lastAsker !== tenant) {
      if (this.#lastAsker !== null) this.#mixedAtMs = nowMs;
      this.#lastAsker = tenant;
    }
    return nowMs - this.#mixedAtMs < contentionMs;
  }

  /** @returns 0 when admitted, else the milliseconds after which to come again */
  admit(tenant: string, urgency: Urgency, nowMs: number): number {
    const limits = this.#limits;
    if (!this.#contended(tenant, nowMs)) return this.#all.take(nowMs, reserve[urgency] * limits.burst);
    const share = this.#shareOf(tenant, nowMs);
    // With free capacity in plenty, an organisation may go beyond its share.
    const spare = this.#all.take(nowMs, limits.burst * 0.8);
    if (spare === 0) return 0;
    const wait = share.take(nowMs, reserve[urgency] * limits.burst * limits.tenantShare);
    return wait > 0 ? wait : this.#all.take(nowMs, reserve[urgency] * limits.burst);
  }

  #shareOf(tenant: string, nowMs: number): TokenBucket {
    const { perSecond, burst, tenantShare } = this.#limits;
    if (this.#tenants.size > 1000) {
      for (const [name, bucket] of this.#tenants) if (bucket.full(nowMs)) this.#tenants.delete(name);
    }
    const known = this.#tenants.get(tenant);
    if (known !== undefined) return known;
    const made = new TokenBucket(
      { perSecond: perSecond * tenantShare, burst: Math.max(1, burst * tenantShare) },
      nowMs,
    );
    this.#tenants.set(tenant, made);
    return made;
  }
}

/** The urgency that a room states in a header of its request, before the WebSocket is there. Anything else counts as idle. */
export function urgencyOf(header: string | string[] | undefined): Urgency {
  return urgencies.find((urgency) => urgency === header) ?? "idle";
}
