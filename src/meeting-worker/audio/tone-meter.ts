import { fullScale, hertz } from "./block.ts";

/** 170 ms: bins of 5.9 Hz, sharpened by interpolation to well under 1 Hz. */
const size = 8192;
const quietest = 0.003;

/** Finds the strongest tone in the newest 170 ms of what it hears. */
export class ToneMeter {
  readonly #ring = new Float64Array(size);
  #next = 0;

  add(block: Int16Array): void {
    for (const sample of block) {
      this.#ring[this.#next] = sample / fullScale;
      this.#next = (this.#next + 1) % size;
    }
  }

  /** Hertz, or 0 when it is quiet. */
  measure(): number {
    const real = new Float64Array(size);
    let energy = 0;
    for (let index = 0; index < size; index++) {
      const sample = this.#ring[(this.#next + index) % size] ?? 0;
      energy += sample * sample;
      real[index] = sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size));
    }
    if (Math.sqrt(energy / size) < quietest) return 0;
    return strongest(powerOf(real));
  }
}

/** The highest peak, between its bin and the neighbours by a parabola through the logarithms. */
function strongest(power: Float64Array): number {
  let peak = 1;
  for (let bin = 2; bin < power.length - 1; bin++) {
    if ((power[bin] ?? 0) > (power[peak] ?? 0)) peak = bin;
  }
  const [left, middle, right] = [-1, 0, 1].map((step) => Math.log((power[peak + step] ?? 0) + 1e-30));
  if (left === undefined || middle === undefined || right === undefined) return 0;
  const bend = left - 2 * middle + right;
  const shift = bend === 0 ? 0 : (left - right) / (2 * bend);
  return ((peak + shift) * hertz) / size;
}

/** Power of each frequency of a real signal: a radix-2 transform in place. */
function powerOf(real: Float64Array): Float64Array {
  const imaginary = new Float64Array(size);
  reverseBits(real);
  for (let span = 1; span < size; span *= 2) {
    for (let offset = 0; offset < span; offset++) {
      const angle = (-Math.PI * offset) / span;
      butterflies(real, imaginary, span, offset, Math.cos(angle), Math.sin(angle));
    }
  }
  return Float64Array.from({ length: size / 2 }, (_, bin) => (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2);
}

function butterflies(re: Float64Array, im: Float64Array, span: number, offset: number, cos: number, sin: number): void {
  for (let low = offset; low < size; low += 2 * span) {
    const high = low + span;
    const turnedRe = (re[high] ?? 0) * cos - (im[high] ?? 0) * sin;
    const turnedIm = (re[high] ?? 0) * sin + (im[high] ?? 0) * cos;
    re[high] = (re[low] ?? 0) - turnedRe;
    im[high] = (im[low] ?? 0) - turnedIm;
    re[low] = (re[low] ?? 0) + turnedRe;
    im[low] = (im[low] ?? 0) + turnedIm;
  }
}

function reverseBits(values: Float64Array): void {
  for (let index = 0, mirrored = 0; index < size; index++) {
    if (mirrored > index) {
      const kept = values[index] ?? 0;
      values[index] = values[mirrored] ?? 0;
      values[mirrored] = kept;
    }
    let bit = size >> 1;
    while (bit > 0 && mirrored & bit) {
      mirrored ^= bit;
      bit >>= 1;
    }
    mirrored |= bit;
  }
}
