/** What can be heard in one remote sound: the strongest tone, silence, and the marks that tell its age. */
const hertz = 48_000;
const size = 8192;
const silentBelow = 0.006;
/** Samples of a millisecond, the step of the envelope; ten of them make one window. */
const step = 48;
const windowSteps = 10;

/** The strongest tone of the newest 170 ms, by correlation: first coarse, then fine around the best. */
export function strongestTone(samples: Float64Array): number {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  if (Math.sqrt(energy) * Math.SQRT2 < silentBelow) return 0;
  const best = (from: number, to: number, by: number) => {
    let found = { tone: 0, power: -1 };
    for (let tone = from; tone <= to; tone += by) {
      const power = powerAt(samples, tone);
      if (power > found.power) found = { tone, power };
    }
    return found.tone;
  };
  const coarse = best(60, 4000, 4);
  const fine = best(coarse - 6, coarse + 6, 0.5);
  return best(fine - 0.6, fine + 0.6, 0.1);
}

/** Goertzel's recurrence with a Hann window. */
function powerAt(samples: Float64Array, tone: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * tone) / hertz);
  let last = 0;
  let before = 0;
  for (let index = 0; index < samples.length; index++) {
    const shaped = (samples[index] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / samples.length));
    [last, before] = [shaped + factor * last - before, last];
  }
  return last * last + before * before - factor * last * before;
}

/** Keeps the newest samples for the tone. */
export class Recent {
  readonly #ring = new Float64Array(size);
  #next = 0;

  add(block: Int16Array): void {
    for (const sample of block) {
      this.#ring[this.#next] = sample / 32_768;
      this.#next = (this.#next + 1) % size;
    }
  }

  samples(): Float64Array {
    return Float64Array.from({ length: size }, (_, index) => this.#ring[(this.#next + index) % size] ?? 0);
  }
}

export const isSilent = (level: number) => level < silentBelow;

/** Root mean square of a block; 1 is a sine at full scale. */
export function levelOf(block: Int16Array): number {
  let sum = 0;
  for (const sample of block) sum += sample * sample;
  return (Math.sqrt(sum / block.length) / 32_768) * Math.SQRT2;
}

/** Ages are known modulo one second; one close to it is a fall before its time, not a mark. */
const oldestMs = 900;
/** A mark is 40 ms long; what is much shorter or longer is a gap in the sound. */
const markSteps = { least: 28, most: 55 };

/**
 * Finds the mark at each full second: the level falls to 30 %, and rises again 40 ms later. The middle of the fall in a
 * sliding window of 10 ms lies half a window behind the edge.
 */
export class MarkFinder {
  readonly #energies: number[] = [];
  #sum = 0;
  #usual = 0;
  /** Steps since the level fell, and whether it fell to silence meanwhile; null while it has not fallen. */
  #fallen: { steps: number; silent: boolean } | null = { steps: 1000, silent: true };

  /** @returns ages in ms of the marks that end in this block, whose last sample was received at `nowMs` */
  add(block: Int16Array, nowMs: number): number[] {
    const ages: number[] = [];
    for (let at = 0; at + step <= block.length; at += step) {
      const level = this.#slide(block.subarray(at, at + step));
      const steps = this.#mark(level);
      if (steps === null) continue;
      const fellAtMs = nowMs - ((block.length - at - step) * 1000) / hertz - steps - windowSteps / 2;
      const age = ((fellAtMs % 1000) + 1000) % 1000;
      if (age < oldestMs) ages.push(age);
    }
    return ages;
  }

  /** How many steps ago the mark began that ends now; null when none does. */
  #mark(level: number): number | null {
    const usual = this.#usual;
    this.#usual += (level - usual) * (level > usual ? 0.05 : 0.001);
    const fallen = this.#fallen;
    if (level < usual * 0.65) {
      this.#fallen = { steps: (fallen?.steps ?? -1) + 1, silent: (fallen?.silent ?? false) || level < usual * 0.1 };
      return null;
    }
    this.#fallen = null;
    if (fallen === null || fallen.silent) return null;
    const steps = fallen.steps + 1;
    return steps >= markSteps.least && steps <= markSteps.most ? steps : null;
  }

  #slide(part: Int16Array): number {
    let energy = 0;
    for (const sample of part) energy += (sample / 32_768) ** 2;
    this.#energies.push(energy);
    this.#sum += energy;
    if (this.#energies.length > windowSteps) this.#sum -= this.#energies.shift() ?? 0;
    return Math.sqrt((Math.max(0, this.#sum) / (windowSteps * step)) * 2);
  }
}
