import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acknowledge, ShmParser } from "../../../../src/meeting-worker/video/shm-protocol.ts";

/** What a real shmsink (GStreamer 1.22) sent for a 1280×720 pipeline: its area, then two buffers. */
const recorded = Buffer.from(
  "0100000001000000" +
    "0060550000000000" +
    "1500000000000000" +
    Buffer.from("/shmpipe.19372.    0\0").toString("hex") +
    "0300000001000000" +
    "0000000000000000" +
    "0018150000000000" +
    "0300000001000000" +
    "0018150000000000" +
    "0018150000000000",
  "hex",
);
const expected = [
  { type: "area", area: 1, byteLength: 5_595_136, name: "/shmpipe.19372.    0" },
  { type: "buffer", area: 1, offset: 0, byteLength: 1_382_400 },
  { type: "buffer", area: 1, offset: 1_382_400, byteLength: 1_382_400 },
];

describe("control messages of shmsink", () => {
  it("are the same however the kernel cuts the stream", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (cuts) => {
        const parser = new ShmParser();
        const messages = [];
        for (let at = 0, cut = 0; at < recorded.length; cut++) {
          const length = cuts[cut % cuts.length] ?? 1;
          messages.push(...parser.feed(recorded.subarray(at, at + length)));
          at += length;
        }
        expect(messages).toEqual(expected);
      }),
    );
  });

  it("an unknown message is not guessed at", () => {
    const strange = Buffer.alloc(24);
    strange.writeUInt32LE(9, 0);
    expect(() => new ShmParser().feed(strange)).toThrow(expect.objectContaining({ code: "media.pipeline" }));
  });

  it("a buffer is given back by area and offset", () => {
    expect(acknowledge(1, 1_382_400).toString("hex")).toBe(
      "0400000001000000" + "0018150000000000" + "0000000000000000",
    );
  });
});
