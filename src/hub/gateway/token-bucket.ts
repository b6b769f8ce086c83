/** Allows `perSecond` on average and `burst` at once. Time is given in milliseconds, monotonic. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(limits: { perSecond: number; burst: number }, nowMs: number) {
    this.#perMs = limits.perSecond / 1000;
    this.#burst = limits.burst;
    this.#tokens = limits.burst;
    this.#at = nowMs;
  }

  /**
   * Takes one. @param reserve tokens that must remain: what is less urgent leaves some for what is more
   * @returns 0 when taken, else the milliseconds until one can be
   */
  take(nowMs: number, reserve = 0): number {
    this.#refill(nowMs);
    const missing = 1 + reserve - this.#tokens;
    if (missing > 0) return Math.ceil(missing / this.#perMs);
    this.#tokens -= 1;
    return 0;
  }

  /** Nothing was taken for so long that it is as good as new. */
  full(nowMs: number): boolean {
    this.#refill(nowMs);
    return this.#tokens >= this.#burst;
  }

  #refill(nowMs: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, nowMs - this.#at) * this.#perMs);
    this.#at = nowMs;
  }
}
