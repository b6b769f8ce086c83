/** Blocks of 10 ms: begin with two, never more than six (60 ms). */
const beginWith = 2;
const atMost = 6;
/** Look back over one second before deciding that the buffer is deeper than it needs to be. */
const lookBack = 100;

/**
 * Evens out when one remote track's blocks come and when the speaker takes them. Bounded: late sound is dropped, not played
 * late for ever. Invariant: between 0 and 6 blocks wait.
 */
export class JitterBuffer {
  readonly #blocks: Int16Array[] = [];
  #filling = true;
  #taken = 0;
  #shallowest = atMost;
  /** Blocks thrown away, and moments without one although sound had begun. */
  dropped = 0;
  underruns = 0;

  get depth(): number {
    return this.#blocks.length;
  }

  push(block: Int16Array): void {
    if (this.#blocks.length === atMost) {
      this.#blocks.shift();
      this.dropped++;
    }
    this.#blocks.push(block);
    if (this.#blocks.length >= beginWith) this.#filling = false;
  }

  /** The next block, or null while there is none to play. */
  take(): Int16Array | null {
    if (this.#filling) return null;
    const block = this.#blocks.shift();
    if (block === undefined) {
      this.underruns++;
      this.#filling = true;
      this.#forget();
      return null;
    }
    this.#shorten();
    return block;
  }

  /** A second that never needed the depth gives one block of it back. */
  #shorten(): void {
    this.#shallowest = Math.min(this.#shallowest, this.#blocks.length);
    if (++this.#taken < lookBack) return;
    if (this.#shallowest >= beginWith) {
      this.#blocks.shift();
      this.dropped++;
    }
    this.#forget();
  }

  #forget(): void {
    this.#taken = 0;
    this.#shallowest = atMost;
  }
}
