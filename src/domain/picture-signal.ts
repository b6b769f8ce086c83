/**
 * Whether a dongle's pictures are a source's or its own, judged by statistics: dongles without a signal send black, one colour, or
 * the same splash for ever. Pure; pictures come one after the other.
 */
export interface PictureSignal {
  readonly signal: boolean | null;
  /** Dark or protected (HDCP): a source may be there, but nothing to see. Not the same as no cable. */
  readonly blank: boolean;
  /** Pictures in a row that speak against `signal`. */
  readonly doubts: number;
  readonly last: PictureFacts | null;
  readonly sameSince: number;
}

/** Of one picture, from its luma (0..255). */
export interface PictureFacts {
  readonly mean: number;
  /** Standard deviation: 0 for one colour. */
  readonly spread: number;
  /** Equal for equal pictures. */
  readonly hash: number;
}

export const firstPictureSignal: PictureSignal = { signal: null, blank: false, doubts: 0, last: null, sameSince: 0 };

/** One colour has none; the noise of a real source has more. */
const flatSpread = 2;
const blackMean = 24;
/**
 * Changing its mind takes this long: a film fades, a cable is plugged with sparks. Black takes longest: presenters darken the screen,
 * and protected sources (HDCP) are black with the cable in.
 */
const patienceMs = { toPresent: 1_000, toGone: 2_500, toDark: 20_000 } as const;
/** A splash is bright and never changes; so is a slide. Only with what was learned from a dark start it counts as none. */
const frozenPictures = 3;

export function factsOfPicture(luma: Uint8Array): PictureFacts {
  let [sum, squares, hash] = [0, 0, 2_166_136_261];
  for (const value of luma) {
    sum += value;
    squares += value * value;
    hash = Math.imul(hash ^ value, 16_777_619) >>> 0;
  }
  const count = Math.max(1, luma.length);
  const mean = sum / count;
  return { mean, spread: Math.sqrt(Math.max(0, squares / count - mean * mean)), hash };
}

/** @param gapMs time between two pictures */
export function takePicture(state: PictureSignal, picture: PictureFacts, gapMs = 500): PictureSignal {
  const isSame = state.last !== null && state.last.hash === picture.hash;
  const sameSince = isSame ? state.sameSince + 1 : 0;
  const isFlat = picture.spread < flatSpread;
  const isBlank = isFlat && picture.mean < blackMean;
  // A real source has noise, a mouse, a clock: bit for bit the same from the very start is the dongle's own splash.
  const isSplash = !isFlat && sameSince >= frozenPictures && state.signal !== true;
  const says = isFlat || isSplash ? false : isSame && state.signal !== true ? null : true;
  const next = { ...state, last: picture, sameSince, blank: isBlank };
  if (says === null || says === state.signal) return { ...next, doubts: 0 };
  const doubts = state.doubts + 1;
  const isDark = isBlank && state.signal === true;
  const neededMs = says ? patienceMs.toPresent : isDark ? patienceMs.toDark : patienceMs.toGone;
  return doubts * gapMs >= neededMs ? { ...next, signal: says, doubts: 0 } : { ...next, doubts };
}
