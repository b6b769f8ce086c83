import { blockMs, blockSamples, fullScale, hertz } from "./block.ts";

/** In the first 40 ms of each second of the wall clock the tone is at 30 % of its level: a stamp that can be heard. */
const mark = { lengthMs: 40, part: 0.3 };

/**
 * The bench's microphone: a steady sine with a mark each second, from which another participant tells how old the sound is.
 * Sample-exact: block follows block without a click, whatever the timers do.
 */
export class Tone {
  readonly #step: number;
  readonly #peak: number;
  readonly #startWallMs: number;
  readonly #block = new Int16Array(blockSamples);
  #blocks = 0;

  /** @param level peak, 0..1 */
  constructor(toneHertz: number, level: number, startWallMs: number) {
    this.#step = (2 * Math.PI * toneHertz) / hertz;
    this.#peak = Math.min(1, Math.max(0, level)) * (fullScale - 1);
    this.#startWallMs = startWallMs;
  }

  /** The next 10 ms; the same buffer each time. */
  next(): Int16Array {
    const first = this.#blocks * blockSamples;
    const wallMs = this.#startWallMs + this.#blocks * blockMs;
    for (let sample = 0; sample < blockSamples; sample++) {
      const inSecondMs = (wallMs + (sample * 1000) / hertz) % 1000;
      const peak = inSecondMs < mark.lengthMs ? this.#peak * mark.part : this.#peak;
      this.#block[sample] = Math.round(peak * Math.sin(this.#step * (first + sample)));
    }
    this.#blocks++;
    return this.#block;
  }
}
