import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutOf } from "../../../../src/meeting-worker/video/i420.ts";
import { stamp } from "../../../../src/meeting-worker/video/stamp.ts";
import { ageMs, readBand } from "../../../simulators/participant/stamp.ts";

/** The luma line at a part of the height, as a receiver of a picture `factor` times smaller sees it. */
function lineAt(picture: Uint8Array, width: number, height: number, part: number, factor = 1): Uint8Array {
  const { stride } = layoutOf(width, height).planes[0];
  const start = Math.floor(height * part) * stride;
  return Uint8Array.from(
    { length: Math.floor(width / factor) },
    (_, x) => picture[start + Math.floor(x * factor)] ?? 0,
  );
}

function stamped(width: number, height: number, wallMs: number, counter: number): Uint8Array {
  const layout = layoutOf(width, height);
  const picture = new Uint8Array(layout.byteLength).fill(120);
  stamp(picture, layout, wallMs, counter);
  return picture;
}

describe("stamp of the bench's pictures, read by the participant's own code", () => {
  it.each([
    [1280, 720],
    [1920, 1080],
    [854, 480],
    [640, 360],
  ])("clock and counter come out of a picture of %d×%d", (width, height) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 }), fc.integer({ min: 0, max: 2 ** 33 }), (wallMs, counter) => {
        const picture = stamped(width, height, wallMs, counter);
        expect(readBand(lineAt(picture, width, height, 0.5 / 20))).toBe((wallMs * 10) % 2 ** 32);
        expect(readBand(lineAt(picture, width, height, 1.5 / 20))).toBe(counter % 2 ** 32);
      }),
      { numRuns: 30 },
    );
  });

  it("still comes out of the small layers of a simulcast", () => {
    const picture = stamped(1280, 720, 1_795_577_098_411, 4711);
    for (const factor of [2, 4]) {
      expect(readBand(lineAt(picture, 1280, 720, 0.5 / 20, factor))).toBe(17_955_770_984_110 % 2 ** 32);
      expect(readBand(lineAt(picture, 1280, 720, 1.5 / 20, factor))).toBe(4711);
    }
  });

  it("leaves the rest of the picture alone", () => {
    const picture = stamped(1280, 720, 1, 1);
    expect(picture.subarray(1280 * 72).every((value) => value === 120)).toBe(true);
  });

  it("an age is right although the painted clock wraps", () => {
    expect(ageMs(2 ** 32 - 100, (2 ** 32 + 150) / 10)).toBeCloseTo(25);
  });
});
