import { type Box, type Colour, clearStampArea, fill, type I420, newI420, planesOf } from "./i420.ts";
import { randomFrom, sensorNoise, smoothTexture, textureSize } from "./texture.ts";

/**
 * The bench camera's picture: a textured wall, slight sensor noise, a head that sways and speaks, colour bars at the foot.
 * It costs an encoder about what a person before a camera costs. Repeats without a seam after `frames` pictures.
 */
export function talkingHead(width: number, height: number, frames: number) {
  const texture = smoothTexture(randomFrom(12345));
  const noise = sensorNoise(randomFrom(777));
  const wall = paintWall(width, height, texture);
  const head = paintHead(Math.round(width * 0.14), Math.round(height * 0.3), texture);
  return (index: number, bytes: Uint8Array) => {
    const phase = (2 * Math.PI * index) / frames;
    const picture = planesOf(bytes, width, height);
    picture.y.set(wall.y);
    picture.u.set(wall.u);
    picture.v.set(wall.v);
    const centreX = width / 2 + Math.sin(phase * 2) * width * 0.06;
    const centreY = height * 0.55 + Math.sin(phase * 4) * height * 0.02;
    place(head, picture, even(centreX - head.picture.width / 2), even(centreY - head.picture.height / 2));
    paintMouth(picture, head.picture, centreX, centreY, Math.abs(Math.sin(phase * 9)));
    addNoise(picture.y, noise, index);
    clearStampArea(picture);
  };
}

const even = (value: number) => 2 * Math.round(value / 2);

function paintWall(width: number, height: number, texture: Float32Array): I420 {
  const wall = newI420(width, height);
  for (let row = 0; row < height; row++) {
    const textureRow = (((row * 256) / height) & 255) * textureSize;
    for (let column = 0; column < width; column++) {
      const grain = texture[textureRow + (((column * 512) / width) & 255)] as number;
      wall.y[row * width + column] = 90 + (60 * column) / width + 30 * Math.sin((row * 18) / height) + grain;
    }
  }
  for (let row = 0; row < height / 2; row++)
    for (let column = 0; column < width / 2; column++) {
      wall.u[(row * width) / 2 + column] = 128 + (40 * column) / width;
      wall.v[(row * width) / 2 + column] = 124;
    }
  bars.forEach((colour, at) => {
    const barWidth = even(width / bars.length);
    fill(wall, { left: at * barWidth, top: height * 0.95, width: barWidth, height: height * 0.05 }, colour);
  });
  return wall;
}

/** White, yellow, cyan, green, magenta, red, blue, black at 75 %. */
const bars: readonly Colour[] = [
  [180, 128, 128],
  [162, 44, 142],
  [131, 156, 44],
  [112, 72, 58],
  [84, 184, 198],
  [65, 100, 212],
  [35, 212, 114],
  [16, 128, 128],
];

interface Sprite {
  picture: I420;
  /** First and last column of the shape in each row; empty rows have first > last. */
  spans: [number, number][];
}

function paintHead(radiusX: number, radiusY: number, texture: Float32Array): Sprite {
  const picture = newI420(even(radiusX * 2), even(radiusY * 2));
  const { width, height } = picture;
  picture.u.fill(110);
  picture.v.fill(155);
  const spans: [number, number][] = [];
  for (let row = 0; row < height; row++) {
    const dy = (row - height / 2) / radiusY;
    const half = Math.sqrt(Math.max(0, 1 - dy * dy)) * radiusX;
    spans.push([Math.ceil(width / 2 - half), Math.floor(width / 2 + half) - 1]);
    const textureRow = (((row * 154) / height) & 255) * textureSize;
    for (let column = 0; column < width; column++) {
      const dx = (column - width / 2) / radiusX;
      const grain = texture[textureRow + (((column * 143) / width) & 255)] as number;
      picture.y[row * width + column] = 170 - 40 * (dx * dx + dy * dy) + grain;
    }
  }
  return { picture, spans };
}

function place({ picture: from, spans }: Sprite, to: I420, left: number, top: number): void {
  spans.forEach(([first, last], row) => {
    if (first > last) return;
    const source = row * from.width;
    to.y.set(from.y.subarray(source + first, source + last + 1), (top + row) * to.width + left + first);
    if (row % 2 === 1) return;
    const chroma = (row / 2) * (from.width / 2);
    const target = (((top + row) / 2) * to.width) / 2 + left / 2;
    for (const plane of ["u", "v"] as const)
      to[plane].set(from[plane].subarray(chroma + (first >> 1), chroma + (last >> 1) + 1), target + (first >> 1));
  });
}

/** @param open 0..1 */
function paintMouth(picture: I420, head: { width: number; height: number }, x: number, y: number, open: number): void {
  const radiusX = head.width * 0.17;
  const radiusY = head.height * (0.02 + 0.025 * open);
  const centre = y + head.height * 0.22;
  for (let row = Math.ceil(centre - radiusY); row <= centre + radiusY; row++) {
    const half = Math.sqrt(Math.max(0, 1 - ((row - centre) / radiusY) ** 2)) * radiusX;
    const line: Box = { left: x - half, top: row, width: half * 2, height: 1 };
    fill(picture, line, [45, 118, 150]);
  }
}

function addNoise(luma: Uint8ClampedArray, noise: Int8Array, index: number): void {
  const mask = noise.length - 1;
  // A large odd step: no two pictures of the clip have the same noise at the same place.
  let at = (index * 611_953) & mask;
  for (let i = 0; i < luma.length; i++) {
    luma[i] = (luma[i] as number) + (noise[at] as number);
    at = (at + 1) & mask;
  }
}
