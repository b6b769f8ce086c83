/** Sound inside the worker: 48 000 Hz, mono, 16 bit, in blocks of 10 ms. */
export const hertz = 48_000;
export const blockSamples = 480;
export const blockMs = 10;

export const fullScale = 32_768;

/**
 * Cuts a stream of interleaved 16-bit little-endian samples into mono blocks, however the pipe cut it. Several channels are
 * averaged.
 */
export class BlockCutter {
  readonly #channels: number;
  readonly #onBlock: (block: Int16Array) => void;
  readonly #bytes: Uint8Array;
  readonly #samples: DataView;
  readonly #block = new Int16Array(blockSamples);
  #filled = 0;

  /** `onBlock` gets the same buffer each time. */
  constructor(channels: number, onBlock: (block: Int16Array) => void) {
    this.#channels = channels;
    this.#onBlock = onBlock;
    this.#bytes = new Uint8Array(blockSamples * channels * 2);
    this.#samples = new DataView(this.#bytes.buffer);
  }

  feed(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const count = Math.min(this.#bytes.length - this.#filled, chunk.length - at);
      this.#bytes.set(chunk.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled < this.#bytes.length) return;
      this.#filled = 0;
      this.#mixDown();
      this.#onBlock(this.#block);
    }
  }

  #mixDown(): void {
    const channels = this.#channels;
    for (let sample = 0; sample < blockSamples; sample++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) {
        sum += this.#samples.getInt16((sample * channels + channel) * 2, true);
      }
      this.#block[sample] = Math.round(sum / channels);
    }
  }
}

/** Mono to interleaved little-endian bytes for a player, the same on every channel. */
export function spread(block: Int16Array, channels: number): Uint8Array {
  const bytes = new Uint8Array(block.length * channels * 2);
  const view = new DataView(bytes.buffer);
  for (let sample = 0; sample < block.length; sample++) {
    for (let channel = 0; channel < channels; channel++) {
      view.setInt16((sample * channels + channel) * 2, block[sample] ?? 0, true);
    }
  }
  return bytes;
}
