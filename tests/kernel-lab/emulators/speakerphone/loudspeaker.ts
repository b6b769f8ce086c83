import { strongestTone } from "../../../simulators/participant/tone.ts";

/** As many samples as the tone finder takes. */
const kept = 8192;

/** What came out of the speaker: two channels, 16 bit, 48 kHz. */
export class Loudspeaker {
  readonly #ring = new Float64Array(kept);
  #next = 0;

  play(data: Buffer): void {
    for (let at = 0; at + 3 < data.length; at += 4) {
      this.#ring[this.#next] = data.readInt16LE(at) / 32_768;
      this.#next = (this.#next + 1) % kept;
    }
  }

  /** Only what is played from now on counts. */
  forget(): void {
    this.#ring.fill(0);
  }

  /** Hertz of the strongest tone of the newest 170 ms; 0 in silence. */
  tone(): number {
    return strongestTone(
      Float64Array.from({ length: kept }, (_, index) => this.#ring[(this.#next + index) % kept] ?? 0),
    );
  }
}
