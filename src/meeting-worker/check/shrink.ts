import { layoutOf, type PictureLayout, type Plane } from "../video/i420.ts";

/** A smaller copy of an I420 picture, aspect kept; each of its points is the mean of four. Never enlarges. */
export function shrink(
  picture: Uint8Array,
  layout: PictureLayout,
  width: number,
): { width: number; height: number; picture: Uint8Array } {
  const scale = Math.min(1, width / layout.width);
  const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
  const small = layoutOf(even(layout.width), even(layout.height));
  const bytes = new Uint8Array(small.byteLength);
  for (const [index, plane] of small.planes.entries())
    shrinkPlane(picture, layout.planes[index] as Plane, bytes, plane);
  return { width: small.width, height: small.height, picture: bytes };
}

function shrinkPlane(from: Uint8Array, source: Plane, to: Uint8Array, target: Plane): void {
  const [stepX, stepY] = [source.width / target.width, source.height / target.height];
  const [halfX, halfY] = [Math.floor(stepX / 2), Math.floor(stepY / 2)];
  for (let row = 0; row < target.height; row++) {
    const upper = source.offset + Math.floor(row * stepY) * source.stride;
    const lower = upper + halfY * source.stride;
    for (let column = 0; column < target.width; column++) {
      const left = Math.floor(column * stepX);
      const right = left + halfX;
      const sum = at(from, upper + left) + at(from, upper + right) + at(from, lower + left) + at(from, lower + right);
      to[target.offset + row * target.stride + column] = sum >> 2;
    }
  }
}

const at = (bytes: Uint8Array, index: number) => bytes[index] ?? 0;
