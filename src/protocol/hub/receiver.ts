/** What to do with a data frame: process it, acknowledge it again, or ask for the missing ones. */
export type Arrival = "new" | "duplicate" | "gap" | "ignore";

/**
 * Receiving half of a session, without I/O: lets each number through once and in order. `confirm` follows when the effect is
 * stored; only confirmed numbers are acknowledged.
 */
export class Receiver {
  #received = 0;
  #confirmed = 0;
  readonly #early = new Set<number>();
  #askedFrom: number | null = null;

  arrive(seq: number): Arrival {
    if (seq <= this.#received) return "duplicate";
    if (seq === this.#received + 1) {
      this.#received = seq;
      this.#askedFrom = null;
      return "new";
    }
    if (this.#askedFrom === this.#received) return "ignore";
    this.#askedFrom = this.#received;
    return "gap";
  }

  /** The effect of `seq` is stored. Numbers may be confirmed in any order; the acknowledgement moves without gaps. */
  confirm(seq: number): void {
    if (seq <= this.#confirmed || seq > this.#received) return;
    this.#early.add(seq);
    while (this.#early.delete(this.#confirmed + 1)) this.#confirmed += 1;
  }

  /** Everything up to here is stored: what an acknowledgement says. */
  get confirmed(): number {
    return this.#confirmed;
  }

  /** The connection was replaced in the same session: what came and was not confirmed comes again. */
  resume(): void {
    this.#askedFrom = null;
  }
}
