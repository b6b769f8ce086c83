const peak = 8000;
const samplesPerSecond = 48_000;

/**
 * Sound as the MS2109 sends it: two channels, 16 bit, and the stream begins with the right channel of a sample whose left one was
 * never sent. Silence without a tone.
 */
export class SourceTone {
  #word = 1;

  /** A stream begins. */
  begin(): void {
    this.#word = 1;
  }

  /** @param hertz null for silence */
  next(hertz: number | null, bytes: number): Buffer {
    const frame = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; at += 2) {
      const sample = (this.#word++ >> 1) % samplesPerSecond;
      if (hertz !== null)
        frame.writeInt16LE(Math.round(peak * Math.sin((2 * Math.PI * hertz * sample) / samplesPerSecond)), at);
    }
    return frame;
  }
}
