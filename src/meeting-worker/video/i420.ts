/** A plane of a picture: where it begins in the buffer, and how far apart its lines are, in bytes. */
export interface Plane {
  offset: number;
  stride: number;
  width: number;
  height: number;
}

/** An I420 picture in one buffer, laid out as GStreamer does it by default: lines padded to a multiple of 4 bytes. */
export interface PictureLayout {
  width: number;
  height: number;
  planes: [luma: Plane, u: Plane, v: Plane];
  byteLength: number;
}

const roundUp = (value: number, to: number) => Math.ceil(value / to) * to;

export function layoutOf(width: number, height: number): PictureLayout {
  const chromaWidth = Math.ceil(width / 2);
  const chromaHeight = Math.ceil(height / 2);
  const lumaStride = roundUp(width, 4);
  const chromaStride = roundUp(chromaWidth, 4);
  const u = lumaStride * roundUp(height, 2);
  const v = u + chromaStride * chromaHeight;
  return {
    width,
    height,
    planes: [
      { offset: 0, stride: lumaStride, width, height },
      { offset: u, stride: chromaStride, width: chromaWidth, height: chromaHeight },
      { offset: v, stride: chromaStride, width: chromaWidth, height: chromaHeight },
    ],
    byteLength: v + chromaStride * chromaHeight,
  };
}

/** Black, as cameras mean it. */
export function blacken(picture: Uint8Array, { planes: [, u] }: PictureLayout): void {
  picture.fill(16, 0, u.offset);
  picture.fill(128, u.offset);
}

/**
 * The size at which a source is published: inside `box`, aspect kept, never enlarged, even sides.
 * A shared screen of 1280×720 stays 1280×720 although 1920×1080 is allowed.
 */
export function fitInto(
  source: { width: number; height: number },
  box: { width: number; height: number },
): { width: number; height: number } {
  const scale = Math.min(1, box.width / source.width, box.height / source.height);
  const even = (side: number) => Math.max(2, 2 * Math.round((side * scale) / 2));
  return { width: even(source.width), height: even(source.height) };
}
