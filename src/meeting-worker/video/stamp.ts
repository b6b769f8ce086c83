import type { PictureLayout } from "./i420.ts";

const blocks = 40;
const high = 235;
const low = 16;

/**
 * Paints two bands into the luma, for the bench's pictures: the wall clock in units of 0.1 ms (modulo 2³²), and right below
 * it the frame counter. A band is 1/20 of the height, 40 blocks of 1/40 of the width: 32 bits, highest first, then 8 bits of
 * checksum (the four bytes and 0x5a, exclusive or). A block is white (235) for 1 and black (16) for 0. Written down in the
 * README: others read it with code of their own.
 */
export function stamp(picture: Uint8Array, layout: PictureLayout, wallMs: number, counter: number): void {
  const bandHeight = Math.floor(layout.height / 20);
  paintBand(picture, layout, 0, bandHeight, Math.floor(wallMs * 10) % 2 ** 32);
  paintBand(picture, layout, bandHeight, bandHeight, counter % 2 ** 32);
}

function paintBand(picture: Uint8Array, layout: PictureLayout, top: number, height: number, value: number): void {
  const { stride } = layout.planes[0];
  const edge = (block: number) => first + Math.floor((block * layout.width) / blocks);
  const first = top * stride;
  const bytes = bytesOf(value);
  for (let block = 0; block < blocks; block++) {
    const bit = ((bytes[block >> 3] ?? 0) >> (7 - (block & 7))) & 1;
    picture.fill(bit ? high : low, edge(block), edge(block + 1));
  }
  for (let line = 1; line < height; line++) {
    picture.copyWithin(first + line * stride, first, edge(blocks));
  }
}

function bytesOf(value: number): number[] {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) & 255);
  return [...bytes, bytes.reduce((sum, byte) => sum ^ byte, 0x5a)];
}
