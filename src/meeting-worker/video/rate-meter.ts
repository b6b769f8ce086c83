const windowMs = 2000;

/** Frames a second over the last two seconds. */
export class RateMeter {
  readonly #times: number[] = [];

  add(nowMs: number): void {
    this.#times.push(nowMs);
    this.#forget(nowMs);
  }

  perSecond(nowMs: number): number {
    this.#forget(nowMs);
    const first = this.#times[0];
    if (first === undefined || this.#times.length < 2) return 0;
    return ((this.#times.length - 1) * 1000) / Math.max(1, nowMs - first);
  }

  #forget(nowMs: number): void {
    while (this.#times[0] !== undefined && nowMs - this.#times[0] > windowMs) this.#times.shift();
  }
}
