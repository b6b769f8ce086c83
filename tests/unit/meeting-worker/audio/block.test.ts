import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockCutter, blockSamples, spread } from "../../../../src/meeting-worker/audio/block.ts";

const bytesOf = (samples: Int16Array) => new Uint8Array(samples.buffer);

/** Feeds bytes in pieces of the given lengths, over and over; collects the blocks. */
function cut(bytes: Uint8Array, channels: number, lengths: number[]): number[] {
  const heard: number[] = [];
  const cutter = new BlockCutter(channels, (block) => heard.push(...block));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    cutter.feed(bytes.subarray(at, at + length));
    at += length;
  }
  return heard;
}

describe("blocks of 10 ms", () => {
  it("are exact however the pipe cuts the stream, even inside of a sample", () => {
    const samples = Int16Array.from({ length: blockSamples * 3 }, (_, index) => index * 20 - 15_000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2500 }), { minLength: 1, maxLength: 8 }), (lengths) => {
        expect(cut(bytesOf(samples), 1, lengths)).toEqual([...samples]);
      }),
    );
  });

  it("a beginning of a block is kept back until it is whole", () => {
    expect(cut(bytesOf(new Int16Array(blockSamples + 100)), 1, [777])).toHaveLength(blockSamples);
  });

  it("a stereo microphone is averaged, without wrapping at full scale", () => {
    const samples = Int16Array.from({ length: blockSamples * 2 }, (_, index) => (index % 2 ? 32_767 : 32_765));
    expect(new Set(cut(bytesOf(samples), 2, [4096]))).toEqual(new Set([32_766]));
  });

  it("a player with two channels gets the same on both", () => {
    const bytes = spread(Int16Array.from([1, -2]), 2);
    expect([...new Int16Array(bytes.buffer)]).toEqual([1, 1, -2, -2]);
  });
});
