import { type Colour, clearStampArea, fill, type I420, newI420, planesOf } from "./i420.ts";
import { randomFrom } from "./texture.ts";

const paper: Colour = [235, 128, 128];
const ink: Colour = [40, 128, 128];
const blue: Colour = [90, 190, 90];
const orange: Colour = [140, 70, 185];

/**
 * The bench HDMI input's picture: a slide with small sharp writing, a chart that moves and a runner along the foot. Repeats
 * without a seam after `frames` pictures.
 */
export function slide(width: number, height: number, frames: number) {
  const still = paintStill(width, height);
  return (index: number, bytes: Uint8Array) => {
    const picture = planesOf(bytes, width, height);
    picture.y.set(still.y);
    picture.u.set(still.u);
    picture.v.set(still.v);
    const phase = (2 * Math.PI * index) / frames;
    for (let bar = 0; bar < 7; bar++) {
      const tall = height * (0.2 + 0.12 * Math.sin(phase + bar));
      const left = width * (0.58 + bar * 0.05);
      const colour = bar % 2 === 0 ? blue : orange;
      fill(picture, { left, top: height * 0.82 - tall, width: width * 0.036, height: tall }, colour);
    }
    const runner = width * 0.06;
    const left = (width - runner) * (0.5 - 0.5 * Math.cos(phase));
    fill(picture, { left, top: height * 0.95, width: runner, height: height * 0.02 }, orange);
    clearStampArea(picture);
  };
}

function paintStill(width: number, height: number): I420 {
  const picture = newI420(width, height);
  const unit = height / 108;
  fill(picture, { left: 0, top: 0, width, height }, paper);
  fill(picture, { left: 0, top: height * 0.1, width, height: height * 0.03 }, blue);
  const random = randomFrom(4242);
  writeLine(picture, random, { left: width * 0.06, top: height * 0.18, width: width * 0.6, glyph: unit * 4 });
  for (let line = 0; line < 14; line++) {
    const top = height * 0.31 + line * unit * 4.2;
    writeLine(picture, random, { left: width * 0.06, top, width: width * (0.3 + random() * 0.15), glyph: unit * 1.6 });
  }
  fill(picture, { left: width * 0.57, top: height * 0.82, width: width * 0.37, height: Math.max(1, unit / 3) }, ink);
  return picture;
}

interface Line {
  left: number;
  top: number;
  width: number;
  /** Height of a letter. */
  glyph: number;
}

/** Something that an encoder sees as writing: words of upright and level strokes. */
function writeLine(picture: I420, random: () => number, { left, top, width, glyph }: Line): void {
  const stroke = Math.max(1, glyph / 7);
  for (let x = left; x < left + width; ) {
    const letters = 2 + Math.floor(random() * 8);
    for (let letter = 0; letter < letters; letter++, x += glyph * 0.75) {
      fill(picture, { left: x, top, width: stroke, height: glyph }, ink);
      if (random() < 0.6) fill(picture, { left: x + glyph * 0.4, top, width: stroke, height: glyph }, ink);
      const level = [0, 0.45, 0.9][Math.floor(random() * 3)] as number;
      fill(picture, { left: x, top: top + glyph * level, width: glyph * 0.4, height: stroke }, ink);
    }
    x += glyph;
  }
}
