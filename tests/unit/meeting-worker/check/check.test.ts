import fc from "fast-check";
import { expect, test } from "vitest";
import { blockSamples } from "../../../../src/meeting-worker/audio/block.ts";
import { Chime } from "../../../../src/meeting-worker/check/chime.ts";
import { JpegCutter } from "../../../../src/meeting-worker/check/mirror.ts";
import { shrink } from "../../../../src/meeting-worker/check/shrink.ts";
import { layoutOf } from "../../../../src/meeting-worker/video/i420.ts";

test("the mirror picture keeps the camera's shape and brightness, whatever its size", () => {
  fc.assert(
    fc.property(fc.integer({ min: 64, max: 900 }), fc.integer({ min: 64, max: 600 }), (width, height) => {
      const layout = layoutOf(width, height);
      const picture = new Uint8Array(layout.byteLength).fill(90);
      const small = shrink(picture, layout, 320);
      expect(small.width).toBeLessThanOrEqual(Math.max(320, 2));
      expect(small.picture.length).toBe(layoutOf(small.width, small.height).byteLength);
      const [luma] = layoutOf(small.width, small.height).planes;
      expect(small.picture[luma.offset]).toBe(90);
      expect(Math.abs(small.width / small.height - width / height)).toBeLessThan(
        (width / height) * (3 / small.height + 3 / small.width),
      );
    }),
    { numRuns: 60 },
  );
});

test("JPEGs come whole, however the pipe cut them", () => {
  const one = Uint8Array.of(0xff, 0xd8, 1, 2, 3, 0xff, 0, 0xff, 0xd9);
  const stream = Uint8Array.of(...one, ...one, ...one);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 30, maxLength: 30 }), (cuts) => {
      const got: Uint8Array[] = [];
      const cutter = new JpegCutter((jpeg) => got.push(jpeg));
      let at = 0;
      for (const cut of cuts) {
        cutter.feed(stream.subarray(at, at + cut));
        at += cut;
      }
      cutter.feed(stream.subarray(at));
      expect(got).toEqual([one, one, one]);
    }),
  );
});

test("the test tone ends by itself, never clips, and is silent at volume 0", () => {
  for (const gain of [0, 1]) {
    const chime = new Chime();
    let loudest = 0;
    let blocks = 0;
    for (; !chime.over; blocks++) {
      const block = new Int16Array(blockSamples).fill(gain === 1 ? 30_000 : 0);
      chime.addTo(block, gain);
      for (const sample of block) loudest = Math.max(loudest, Math.abs(sample));
    }
    expect(blocks).toBeGreaterThan(100);
    expect(blocks).toBeLessThan(250);
    expect(loudest).toBe(gain === 1 ? 32_767 : 0);
  }
});
