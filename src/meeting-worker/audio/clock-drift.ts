/** Before this much is seen the figure would be noise; after that much it begins anew, since clocks follow the temperature. */
const seen = { leastMs: 20_000, mostMs: 10 * 60_000 };
/** Off the line by more: sound was lost, or the computer slept. It begins anew. */
const jumpMs = 250;
const settledMs = 5_000;

/**
 * How much faster a card's clock is than the system's, in millionths (ppm), from pairs of both: the slope of a straight line through
 * all of them, so that late readings cancel out. Pure but for its memory.
 */
export class ClockDrift {
  #first: { systemMs: number; cardMs: number } | null = null;
  #count = 0;
  #sums = { x: 0, y: 0, xx: 0, xy: 0 };
  #spanMs = 0;
  #known: number | null = null;

  /** Null until enough was seen. */
  get ppm(): number | null {
    return this.#spanMs >= seen.leastMs ? this.#slope() : this.#known;
  }

  /** @param cardMs how much sound the card has taken or given, in its own time */
  add(systemMs: number, cardMs: number): void {
    const first = this.#first;
    if (first === null) return this.#begin(systemMs, cardMs);
    const x = systemMs - first.systemMs;
    // What is ahead of the system's clock; small, so that nothing is lost in rounding.
    const y = cardMs - first.cardMs - x;
    if (x < this.#spanMs || Math.abs(y - this.#expected(x)) > jumpMs || x > seen.mostMs) {
      this.#known = this.ppm;
      return this.#begin(systemMs, cardMs);
    }
    this.#spanMs = x;
    this.#count++;
    this.#sums = {
      x: this.#sums.x + x,
      y: this.#sums.y + y,
      xx: this.#sums.xx + x * x,
      xy: this.#sums.xy + x * y,
    };
  }

  /** Another card. */
  forget(): void {
    this.#first = null;
    this.#known = null;
    this.#spanMs = 0;
  }

  #begin(systemMs: number, cardMs: number): void {
    this.#first = { systemMs, cardMs };
    this.#count = 1;
    this.#sums = { x: 0, y: 0, xx: 0, xy: 0 };
    this.#spanMs = 0;
  }

  #expected(x: number): number {
    // The slope of a few readings is their lateness.
    if (this.#spanMs < settledMs) return this.#sums.y / this.#count;
    return this.#sums.y / this.#count + (this.#slope() / 1e6) * (x - this.#sums.x / this.#count);
  }

  #slope(): number {
    const { x, y, xx, xy } = this.#sums;
    const spread = this.#count * xx - x * x;
    return spread === 0 ? 0 : (1e6 * (this.#count * xy - x * y)) / spread;
  }
}
