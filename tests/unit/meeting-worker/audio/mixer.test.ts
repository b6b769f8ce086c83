import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockSamples } from "../../../../src/meeting-worker/audio/block.ts";
import { gainOf, limit, Mixer } from "../../../../src/meeting-worker/audio/mixer.ts";

const flat = (value: number) => new Int16Array(blockSamples).fill(value);

/** A mixer whose tracks always have sound of these values. */
function mixerOf(...values: number[]): Mixer {
  const mixer = new Mixer();
  values.forEach((value, at) => {
    const buffer = mixer.add(`track ${at}`);
    buffer.push(flat(value));
    buffer.push(flat(value));
  });
  return mixer;
}

describe("mixing", () => {
  it("two people at once are added up", () => {
    expect(mixerOf(1000, -300).mix(1)[0]).toBe(700);
  });

  it("nobody is silence, and so is a track that has gone", () => {
    const mixer = mixerOf(1000);
    mixer.remove("track 0");
    expect(mixer.mix(1).every((sample) => sample === 0)).toBe(true);
  });

  it("twenty people shouting do not wrap around", () => {
    const block = mixerOf(...Array(20).fill(30_000)).mix(1);
    expect(Math.min(...block)).toBeGreaterThan(30_000);
    expect(Math.max(...block)).toBeLessThanOrEqual(32_767);
  });

  it("volume 0 is silence, 100 is what came, and the way between only rises", () => {
    expect([gainOf(0), gainOf(100)]).toEqual([0, 1]);
    const gains = Array.from({ length: 101 }, (_, percent) => gainOf(percent));
    expect(gains).toEqual([...gains].sort((a, b) => a - b));
    expect(mixerOf(1000).mix(gainOf(50))[0]).toBe(250);
  });
});

describe("the soft limit", () => {
  it("leaves ordinary sound untouched", () => {
    fc.assert(
      fc.property(fc.integer({ min: -26_213, max: 26_213 }), (sample) => {
        expect(limit(sample)).toBe(sample);
      }),
    );
  });

  it("never leaves 16 bit, and louder never becomes quieter", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700_000 }), fc.integer({ min: 0, max: 50_000 }), (sample, more) => {
        expect(limit(sample)).toBeLessThanOrEqual(32_767);
        expect(limit(sample + more)).toBeGreaterThanOrEqual(limit(sample));
        expect(limit(-sample) + limit(sample)).toBe(0);
      }),
    );
  });
});
