import { blockSamples, fullScale, hertz } from "../audio/block.ts";

/** Three notes, each fading: easy to tell from a fault, and from a voice. */
const notesHertz = [523.25, 659.25, 783.99];
const noteSamples = 0.55 * hertz;
const peak = 0.35;
const fadeInSamples = 0.01 * hertz;

/** The test tone, block by block. */
export class Chime {
  #sample = 0;

  get over(): boolean {
    return this.#sample >= notesHertz.length * noteSamples;
  }

  /** Adds its next 10 ms to what is played. @param gain 0..1 */
  addTo(block: Int16Array, gain: number): void {
    for (let index = 0; index < blockSamples; index++, this.#sample++) {
      const mixed = (block[index] ?? 0) + Math.round(this.#value(this.#sample) * gain * (fullScale - 1));
      block[index] = Math.max(-fullScale, Math.min(fullScale - 1, mixed));
    }
  }

  #value(sample: number): number {
    const note = notesHertz[Math.floor(sample / noteSamples)];
    if (note === undefined) return 0;
    const within = sample % noteSamples;
    const envelope = Math.min(1, within / fadeInSamples) * (1 - within / noteSamples);
    return peak * envelope * Math.sin((2 * Math.PI * note * within) / hertz);
  }
}
