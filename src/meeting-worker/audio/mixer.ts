import { blockSamples, fullScale } from "./block.ts";
import { JitterBuffer } from "./jitter-buffer.ts";

/** Below this part of full scale nothing is bent. */
const knee = 0.8;

/** Everybody's sound, added up into one block at a time. */
export class Mixer {
  readonly #tracks = new Map<string, JitterBuffer>();
  readonly #sum = new Float64Array(blockSamples);
  readonly #block = new Int16Array(blockSamples);

  /** Adds a track; returns where its blocks go. */
  add(id: string): JitterBuffer {
    const buffer = new JitterBuffer();
    this.#tracks.set(id, buffer);
    return buffer;
  }

  remove(id: string): void {
    this.#tracks.delete(id);
  }

  get tracks(): number {
    return this.#tracks.size;
  }

  get underruns(): number {
    let sum = 0;
    for (const buffer of this.#tracks.values()) sum += buffer.underruns;
    return sum;
  }

  /**
   * The next 10 ms of everybody, at `gain` (0..1), softly limited. The same buffer each time; silence when nobody has sound.
   */
  mix(gain: number): Int16Array {
    this.#sum.fill(0);
    for (const buffer of this.#tracks.values()) {
      const block = buffer.take();
      if (block === null) continue;
      for (let sample = 0; sample < blockSamples; sample++) {
        this.#sum[sample] = (this.#sum[sample] ?? 0) + (block[sample] ?? 0);
      }
    }
    for (let sample = 0; sample < blockSamples; sample++) this.#block[sample] = limit((this.#sum[sample] ?? 0) * gain);
    return this.#block;
  }
}

/** Straight up to the knee, then bent towards full scale without ever reaching it: loud rooms do not crackle. */
export function limit(sample: number): number {
  const part = Math.abs(sample) / (fullScale - 1);
  if (part <= knee) return Math.round(sample);
  const over = (part - knee) / (1 - knee);
  const bent = knee + (1 - knee) * Math.tanh(over);
  return Math.sign(sample) * Math.round(bent * (fullScale - 1));
}

/** How loud a volume of 0..100 is: quadratic, so that the slider feels even. */
export function gainOf(volumePercent: number): number {
  return (Math.min(100, Math.max(0, volumePercent)) / 100) ** 2;
}
