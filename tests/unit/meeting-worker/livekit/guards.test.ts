import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockSamples,
  checkBitrate,
  checkBlock,
  checkFrame,
  checkFrameRate,
  checkOpen,
  checkPictureSize,
  checkQueue,
} from "../../../../src/meeting-worker/livekit/guards.ts";

const refusal = expect.objectContaining({ code: "media.input" });

describe("inputs that abort the whole process natively", () => {
  it.each([
    [0, 0],
    [0, 720],
    [1280, -2],
    [1280.5, 720],
    [Number.NaN, 720],
    [20_000, 720],
  ])("a picture of %d×%d is refused", (width, height) => {
    expect(() => checkPictureSize(width, height)).toThrow(refusal);
  });

  it("a frame buffer of any other length than its size needs is refused", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (length, needed) => {
        const check = () => checkFrame(new Uint8Array(length), needed);
        if (length === needed) expect(check).not.toThrow();
        else expect(check).toThrow(refusal);
      }),
    );
  });

  it("a queue that is no multiple of 10 ms is refused", () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 2000 }), (queueMs) => {
        const good = queueMs >= 0 && queueMs % 10 === 0;
        if (good) expect(() => checkQueue(queueMs)).not.toThrow();
        else expect(() => checkQueue(queueMs)).toThrow(refusal);
      }),
    );
    expect(() => checkQueue(12.5)).toThrow(refusal);
  });

  it.each([0, 2, 2.9, Number.NaN, -30, 500])("%d frames a second are refused", (rate) => {
    expect(() => checkFrameRate(rate)).toThrow(refusal);
  });

  it.each([0, 1.5, Number.NaN, 1e12])("%d bit/s are refused", (rate) => {
    expect(() => checkBitrate(rate)).toThrow(refusal);
  });

  it("a closed handle is refused by name", () => {
    expect(() => checkOpen(true, "a picture for a source")).toThrow(/a picture for a source, which is closed/);
  });
});

describe("views that would send somebody else's bytes", () => {
  it("a view that does not begin at its buffer's start is refused", () => {
    expect(() => checkFrame(new Uint8Array(300).subarray(10, 110), 100)).toThrow(refusal);
  });

  it("a view of a part of a pooled buffer is refused, although it begins at 0", () => {
    expect(() => checkFrame(new Uint8Array(300).subarray(0, 100), 100)).toThrow(refusal);
    expect(() => checkBlock(new Int16Array(960).subarray(0, blockSamples))).toThrow(refusal);
  });

  it("a block of other than 10 ms is refused", () => {
    expect(() => checkBlock(new Int16Array(479))).toThrow(refusal);
    expect(() => checkBlock(new Int16Array(blockSamples))).not.toThrow();
  });
});
