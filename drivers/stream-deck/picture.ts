import type { KeyFace } from "./layout.ts";

type Colour = readonly [red: number, green: number, blue: number];

const grounds: Readonly<Record<KeyFace["tone"], Colour>> = {
  idle: [38, 50, 66],
  go: [22, 120, 70],
  stop: [176, 32, 36],
  on: [30, 92, 168],
  off: [176, 32, 36],
  dark: [0, 0, 0],
};
const bright: Colour = [255, 255, 255];
const dim: Colour = [70, 76, 84];

/** True inside the drawing. Coordinates from -1 (left, top) to 1. */
type Shape = (x: number, y: number) => boolean;

const box =
  (left: number, top: number, right: number, bottom: number): Shape =>
  (x, y) =>
    x >= left && x <= right && y >= top && y <= bottom;
const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2;
const ring =
  (cx: number, cy: number, radius: number, width: number): Shape =>
  (x, y) =>
    Math.abs(Math.hypot(x - cx, y - cy) - radius) <= width / 2;
const any =
  (...shapes: Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));
const where =
  (shape: Shape, condition: Shape): Shape =>
  (x, y) =>
    condition(x, y) && shape(x, y);

const speaker: Shape = any(
  box(-0.62, -0.14, -0.4, 0.14),
  (x, y) => x >= -0.4 && x <= -0.1 && Math.abs(y) <= 0.14 + (x + 0.4) * 0.8,
);

const shapes: Readonly<Record<KeyFace["icon"], Shape>> = {
  none: () => false,
  join: any(box(-0.5, -0.08, 0.2, 0.08), (x, y) => x >= 0.1 && x <= 0.55 && Math.abs(y) <= 0.55 - x),
  leave: where(
    any(ring(0, 0.35, 0.62, 0.26), box(-0.75, 0.1, -0.4, 0.4), box(0.4, 0.1, 0.75, 0.4)),
    (_, y) => y <= 0.4,
  ),
  microphone: any(
    box(-0.18, -0.5, 0.18, 0.05),
    disc(0, -0.5, 0.18),
    disc(0, 0.05, 0.18),
    where(ring(0, 0.05, 0.36, 0.1), (_, y) => y >= 0.05),
    box(-0.05, 0.4, 0.05, 0.62),
    box(-0.25, 0.55, 0.25, 0.64),
  ),
  camera: any(box(-0.6, -0.32, 0.2, 0.32), (x, y) => x >= 0.25 && x <= 0.6 && Math.abs(y) <= 0.08 + (x - 0.25) * 0.6),
  share: any(
    where(box(-0.6, -0.45, 0.6, 0.35), (x, y) => !box(-0.5, -0.35, 0.5, 0.25)(x, y)),
    box(-0.06, -0.15, 0.06, 0.2),
    (x, y) => y >= -0.25 && y <= -0.05 && Math.abs(x) <= (y + 0.25) * 1.1,
  ),
  quieter: any(speaker, box(0.15, -0.06, 0.6, 0.06)),
  louder: any(speaker, box(0.15, -0.06, 0.6, 0.06), box(0.315, -0.225, 0.435, 0.225)),
};

/** A stroke across what is off. */
const stroke: Shape = (x, y) => Math.abs(x - y) <= 0.09 && Math.abs(x) <= 0.6;

/** A key's picture: RGB, `size` by `size`. Edges are smoothed by looking at four points of each pixel. */
export function keyPicture({ icon, tone }: KeyFace, size: number): Uint8Array {
  const picture = new Uint8Array(size * size * 3);
  const ground = grounds[tone];
  const ink = tone === "dark" ? dim : bright;
  const isCrossed = tone === "off";
  const shape = shapes[icon];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let covered = 0;
      for (const [dx, dy] of samples) {
        const x = ((column + dx) / size) * 2 - 1;
        const y = ((row + dy) / size) * 2 - 1;
        if (shape(x, y) || (isCrossed && stroke(x, y))) covered++;
      }
      for (let part = 0; part < 3; part++) {
        const [from, to] = [ground[part] as number, ink[part] as number];
        picture[(row * size + column) * 3 + part] = from + ((to - from) * covered) / samples.length;
      }
    }
  return picture;
}

const samples = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;
