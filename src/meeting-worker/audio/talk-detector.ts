import { blockMs, fullScale } from "./block.ts";

/** Judged in pieces of 100 ms. */
const pieceBlocks = 100 / blockMs;
/** Louder than this, and than this many times the quietest moment of late: somebody talks, and no fan. */
const leastLevel = 0.01;
const aboveFloor = 4;
/** So many of the last pieces make talk; none of so many ends it. */
const pieces = { looked: 10, talking: 4, floor: 40, quiet: 30 };

/**
 * Whether somebody talks to a microphone that is off. Steady sound (a fan, a tone) is no talk: it has no quiet moments. Pure but
 * for its memory.
 */
export class TalkDetector {
  readonly #levels: number[] = [];
  #energy = 0;
  #blocks = 0;
  #talking = false;

  get talking(): boolean {
    return this.#talking;
  }

  /** Takes 10 ms of cleaned sound. True when the verdict changed. */
  add(block: Int16Array): boolean {
    let sum = 0;
    for (const sample of block) sum += sample * sample;
    this.#energy += sum / block.length;
    if (++this.#blocks < pieceBlocks) return false;
    this.#levels.push((Math.sqrt(this.#energy / this.#blocks) / fullScale) * Math.SQRT2);
    this.#energy = 0;
    this.#blocks = 0;
    if (this.#levels.length > pieces.floor) this.#levels.shift();
    const before = this.#talking;
    this.#talking = this.#judge();
    return this.#talking !== before;
  }

  /** The microphone is on again, or another one. True when somebody was talking. */
  forget(): boolean {
    const before = this.#talking;
    this.#levels.length = 0;
    this.#energy = 0;
    this.#blocks = 0;
    this.#talking = false;
    return before;
  }

  #judge(): boolean {
    const floor = Math.min(...this.#levels);
    const isLoud = (level: number) => level > Math.max(leastLevel, floor * aboveFloor);
    if (this.#talking) return this.#levels.slice(-pieces.quiet).some(isLoud);
    return this.#levels.slice(-pieces.looked).filter(isLoud).length >= pieces.talking;
  }
}
