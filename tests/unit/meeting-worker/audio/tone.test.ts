import { describe, expect, it } from "vitest";
import { blockSamples } from "../../../../src/meeting-worker/audio/block.ts";
import { LevelMeter } from "../../../../src/meeting-worker/audio/level.ts";
import { Tone } from "../../../../src/meeting-worker/audio/tone.ts";
import { ToneMeter } from "../../../../src/meeting-worker/audio/tone-meter.ts";
import { MarkFinder, Recent, strongestTone } from "../../../simulators/participant/tone.ts";

/** Blocks of a sine with some hiss. */
function* sine(hertz: number, level: number, count: number, hiss = 0): Generator<Int16Array> {
  let seed = 1;
  const noise = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (seed / 0x7fffffff - 0.5) * 2 * hiss;
  };
  for (let block = 0; block < count; block++) {
    yield Int16Array.from({ length: blockSamples }, (_, index) => {
      const sample = block * blockSamples + index;
      return 32_767 * (level * Math.sin((2 * Math.PI * hertz * sample) / 48_000) + noise());
    });
  }
}

const measured = (blocks: Iterable<Int16Array>) => {
  const meter = new ToneMeter();
  for (const block of blocks) meter.add(block);
  return meter.measure();
};

describe("the metering speaker", () => {
  it.each([100, 261.6, 440, 441.3, 660, 1000, 2637])("hears %d Hz, to half a hertz", (hertz) => {
    expect(Math.abs(measured(sine(hertz, 0.3, 20)) - hertz)).toBeLessThan(0.5);
  });

  it("hears the tone in hiss, and the stronger of two", () => {
    expect(Math.abs(measured(sine(440, 0.3, 20, 0.1)) - 440)).toBeLessThan(1);
    const both = [...sine(440, 0.3, 20)].map((block, at) => {
      const other = [...sine(700, 0.1, 20)][at];
      return block.map((sample, index) => sample + (other?.[index] ?? 0));
    });
    expect(Math.abs(measured(both) - 440)).toBeLessThan(1);
  });

  it("hears nothing in silence, not some tone", () => {
    expect(measured(sine(440, 0, 20))).toBe(0);
    expect(measured([])).toBe(0);
  });

  it("follows when the tone changes", () => {
    expect(Math.abs(measured([...sine(440, 0.3, 30), ...sine(880, 0.3, 20)]) - 880)).toBeLessThan(0.5);
  });
});

describe("levels", () => {
  it("a full sine is 1, silence 0, half is half", () => {
    const level = (peak: number) => {
      const meter = new LevelMeter();
      for (const block of sine(440, peak, 10)) meter.add(block);
      return meter.level;
    };
    expect(level(1)).toBeCloseTo(1, 2);
    expect(level(0.5)).toBeCloseTo(0.5, 2);
    expect(level(0)).toBe(0);
  });

  it("forgets what is older than 100 ms", () => {
    const meter = new LevelMeter();
    for (const block of [...sine(440, 1, 10), ...sine(440, 0, 10)]) meter.add(block);
    expect(meter.level).toBe(0);
  });
});

describe("the bench's tone, heard by the participant's own code", () => {
  const played = (startWallMs: number, blocks: number) => {
    const tone = new Tone(440, 0.3, startWallMs);
    return Array.from({ length: blocks }, () => tone.next().slice());
  };

  it("is the tone that was asked for", () => {
    const recent = new Recent();
    for (const block of played(1_795_577_098_100, 30)) recent.add(block);
    expect(strongestTone(recent.samples())).toBeCloseTo(440, 0);
  });

  it("goes on without a click from block to block", () => {
    const samples = played(1_795_577_098_100, 20).flatMap((block) => [...block]);
    const steps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0)));
    // A sine of this level and rate changes by 566 at most.
    expect(Math.max(...steps)).toBeLessThan(580);
  });

  it("its mark at each full second tells how old the sound is", () => {
    const startMs = 1_795_577_098_340;
    const marks = new MarkFinder();
    const ages = played(startMs, 500).flatMap((block, at) => marks.add(block, startMs + (at + 1) * 10 + 87));
    expect(ages.length).toBeGreaterThanOrEqual(4);
    for (const age of ages) expect(Math.abs(age - 87)).toBeLessThan(3);
  });
});
