import { blockMs, fullScale } from "./block.ts";

const keptBlocks = 100 / blockMs;

/** How loud it is: root mean square of the last 100 ms, 0..1, where 1 is a sine at full scale. */
export class LevelMeter {
  readonly #energies: number[] = [];

  add(block: Int16Array): void {
    let sum = 0;
    for (const sample of block) sum += sample * sample;
    this.#energies.push(sum / block.length);
    if (this.#energies.length > keptBlocks) this.#energies.shift();
  }

  /** Nothing is heard any more. */
  clear(): void {
    this.#energies.length = 0;
  }

  get level(): number {
    if (this.#energies.length === 0) return 0;
    const mean = this.#energies.reduce((sum, energy) => sum + energy, 0) / this.#energies.length;
    return Math.min(1, (Math.sqrt(mean) / fullScale) * Math.SQRT2);
  }
}
