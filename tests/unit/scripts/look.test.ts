import { deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { readPng } from "../../../scripts/browser/png.ts";
import { looksOf } from "../../../scripts/trial/check/look.ts";

/** A PNG with the filter of each line chosen; the checksums are not looked at. */
function png(width: number, lines: { filter: number; bytes: number[] }[]): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), body, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(lines.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const raw = Buffer.from(lines.flatMap(({ filter, bytes }) => [filter, ...bytes]));
  return Buffer.concat([Buffer.alloc(8), chunk("IHDR", header), chunk("IDAT", deflateSync(raw)), chunk("IEND", raw)]);
}

it("reads every way in which a PNG predicts its bytes", () => {
  const picture = png(2, [
    { filter: 0, bytes: [10, 20, 30, 40, 50, 60] },
    { filter: 1, bytes: [1, 2, 3, 1, 1, 1] },
    { filter: 2, bytes: [1, 1, 1, 1, 1, 1] },
    { filter: 3, bytes: [2, 2, 2, 2, 2, 2] },
    { filter: 4, bytes: [1, 1, 1, 1, 1, 1] },
  ]);
  expect([...readPng(picture).data]).toEqual([
    ...[10, 20, 30, 40, 50, 60],
    ...[1, 2, 3, 2, 3, 4],
    ...[2, 3, 4, 3, 4, 5],
    ...[3, 3, 4, 5, 5, 6],
    ...[4, 4, 5, 6, 6, 7],
  ]);
});

const plain = (value: number) => ({ width: 8, height: 8, channels: 3 as const, data: new Uint8Array(192).fill(value) });

it("tells a black, plain and still picture from a moving one", () => {
  const moving = { ...plain(0), data: Uint8Array.from({ length: 192 }, (_, index) => (index * 37) % 256) };
  const [black, bright, textured] = looksOf([plain(0), plain(200), moving]);
  expect(black).toEqual({ meanLuma: 0, spread: 0, change: null });
  expect(bright?.change).toBeCloseTo(200);
  expect(bright?.spread).toBeCloseTo(0);
  expect(textured?.spread).toBeGreaterThan(20);
});
