import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blacken, fitInto, layoutOf } from "../../../../src/meeting-worker/video/i420.ts";

const even = (maximum: number) => fc.integer({ min: 8, max: maximum / 2 }).map((half) => half * 2);

describe("layout of a picture", () => {
  it.each([
    // Sizes that GStreamer 1.22 gives (gst_video_info for I420).
    [1280, 720, 1_382_400],
    [1920, 1080, 3_110_400],
    [854, 480, 616_320],
    [640, 360, 345_600],
    [426, 240, 154_560],
  ])("%d×%d has as many bytes as GStreamer sends", (width, height, byteLength) => {
    expect(layoutOf(width, height).byteLength).toBe(byteLength);
  });

  it("planes follow each other without overlapping, lines fit their stride", () => {
    fc.assert(
      fc.property(even(4000), even(2200), (width, height) => {
        const { planes, byteLength } = layoutOf(width, height);
        const ends = planes.map((plane) => plane.offset + plane.stride * plane.height);
        expect(planes.map((plane) => plane.offset)).toEqual([0, ends[0], ends[1]]);
        expect(ends[2]).toBe(byteLength);
        expect(planes.every((plane) => plane.width <= plane.stride)).toBe(true);
      }),
    );
  });

  it("black is black, not green", () => {
    const layout = layoutOf(16, 16);
    const picture = new Uint8Array(layout.byteLength);
    blacken(picture, layout);
    expect([picture[0], picture[255], picture[256], picture.at(-1)]).toEqual([16, 16, 128, 128]);
  });
});

describe("size of a shared picture", () => {
  const box = { width: 1920, height: 1080 };
  it.each([
    [1920, 1080, 1920, 1080],
    [1280, 720, 1280, 720],
    [3840, 2160, 1920, 1080],
    [1920, 1200, 1728, 1080],
    [1024, 768, 1024, 768],
    [1366, 768, 1366, 768],
  ])("%d×%d is shared as %d×%d", (width, height, sharedWidth, sharedHeight) => {
    expect(fitInto({ width, height }, box)).toEqual({ width: sharedWidth, height: sharedHeight });
  });

  it("is never enlarged, never leaves the box, and has even sides", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 5000 }), fc.integer({ min: 16, max: 5000 }), (width, height) => {
        const fitted = fitInto({ width, height }, box);
        expect(fitted.width).toBeLessThanOrEqual(Math.min(box.width, width + 1));
        expect(fitted.height).toBeLessThanOrEqual(Math.min(box.height, height + 1));
        expect([fitted.width % 2, fitted.height % 2]).toEqual([0, 0]);
      }),
    );
  });
});
