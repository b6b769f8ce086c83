import { factsOfPicture, firstPictureSignal, takePicture } from "../../domain/picture-signal.ts";
import type { PictureLayout } from "./i420.ts";

const points = { across: 64, down: 36 };
const gapMs = 200;

/** What a shared picture is, when that changes. */
export interface SharedPicture {
  /** Null before anything is known. */
  signal: boolean | null;
  blank: boolean;
}

/** Judges the shared picture five times a second: the HDMI input cannot be asked by anybody else meanwhile. */
export class ShareJudge {
  readonly #tell: (picture: SharedPicture) => void;
  readonly #monotonicMs: () => number;
  #state = firstPictureSignal;
  #nextMs = 0;

  constructor(monotonicMs: () => number, tell: (picture: SharedPicture) => void) {
    this.#monotonicMs = monotonicMs;
    this.#tell = tell;
  }

  look(picture: Uint8Array, layout: PictureLayout): void {
    const now = this.#monotonicMs();
    if (now < this.#nextMs) return;
    this.#nextMs = now + gapMs;
    const before = this.#state;
    this.#state = takePicture(before, factsOfPicture(pointsOf(picture, layout)), gapMs);
    const { signal, blank } = this.#state;
    if (signal !== before.signal || blank !== before.blank) this.#tell({ signal, blank });
  }
}

/** Some points of the picture's brightness, evenly spread. */
function pointsOf(picture: Uint8Array, { planes: [luma] }: PictureLayout): Uint8Array {
  const found = new Uint8Array(points.across * points.down);
  for (let row = 0; row < points.down; row++) {
    const line = luma.offset + Math.floor(((row + 0.5) * luma.height) / points.down) * luma.stride;
    for (let column = 0; column < points.across; column++)
      found[row * points.across + column] =
        picture[line + Math.floor(((column + 0.5) * luma.width) / points.across)] ?? 0;
  }
  return found;
}
