/** One picture, I420 without padding: Y, then U, then V at half size both ways. Width and height are even. */
export interface I420 {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8ClampedArray;
  readonly u: Uint8ClampedArray;
  readonly v: Uint8ClampedArray;
}

export const i420Bytes = (width: number, height: number) => (width * height * 3) / 2;

/** Planes over `bytes`, which must be of `i420Bytes` length; painting them paints the bytes. */
export function planesOf(bytes: Uint8Array, width: number, height: number): I420 {
  const luma = width * height;
  const plane = (offset: number, length: number) =>
    new Uint8ClampedArray(bytes.buffer, bytes.byteOffset + offset, length);
  return {
    width,
    height,
    y: plane(0, luma),
    u: plane(luma, luma / 4),
    v: plane((luma * 5) / 4, luma / 4),
  };
}

export function newI420(width: number, height: number): I420 {
  return planesOf(new Uint8Array(i420Bytes(width, height)), width, height);
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Y, U, V. */
export type Colour = readonly [number, number, number];

/** Fills a box, cut to the picture. */
export function fill(picture: I420, box: Box, [y, u, v]: Colour): void {
  const left = Math.max(0, Math.round(box.left));
  const right = Math.min(picture.width, Math.round(box.left + box.width));
  const top = Math.max(0, Math.round(box.top));
  const bottom = Math.min(picture.height, Math.round(box.top + box.height));
  for (let row = top; row < bottom; row++) {
    picture.y.fill(y, row * picture.width + left, row * picture.width + right);
    if (row % 2 === 1) continue;
    const chromaRow = (row / 2) * (picture.width / 2);
    picture.u.fill(u, chromaRow + (left >> 1), chromaRow + ((right + 1) >> 1));
    picture.v.fill(v, chromaRow + (left >> 1), chromaRow + ((right + 1) >> 1));
  }
}

/** The top tenth stays plain: the meeting worker paints frame counter and clock there, in two bands of height / 20. */
export function clearStampArea(picture: I420): void {
  fill(picture, { left: 0, top: 0, width: picture.width, height: Math.ceil(picture.height / 10) }, [32, 128, 128]);
}
