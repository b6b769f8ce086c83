import { strongestTone } from "../../../simulators/participant/tone.ts";

/** As many samples as the tone finder takes. */
const kept = 8192;

/** What came out of the speaker: two channels, 16 bit, 48 kHz. */
export class Loudspeaker {
  readonly #ring = new Float64Array(kept);
  #next = 0;
  /** Milliseconds that were not silent. */
  soundMs = 0;

  play(data: Buffer): void {
    let loudest = 0;
    for (let at = 0; at + 3 < data.length; at += 4) {
      const sample = data.readInt16LE(at) / 32_768;
      loudest = Math.max(loudest, Math.abs(sample));
      this.#ring[this.#next] = sample;
      this.#next = (this.#next + 1) % kept;
    }
    if (loudest > 0.01) this.soundMs += data.length / 192;
  }

  /** Hertz of the strongest tone of the newest 170 ms; 0 in silence. */
  tone(): number {
    return strongestTone(
      Float64Array.from({ length: kept }, (_, index) => this.#ring[(this.#next + index) % kept] ?? 0),
    );
  }
}
