import { afterEach, describe, expect, it } from "vitest";
import type { MicrophoneRecipe } from "../../../src/domain/capability.ts";
import { blockSamples } from "../../../src/meeting-worker/audio/block.ts";
import { type ProcessingWishes, SoundProcessing, wishesFor } from "../../../src/meeting-worker/audio/processing.ts";

const nothing: ProcessingWishes = { echoCancellation: false, noiseSuppression: false, gainControl: false };
const blocks = 800;
/** Sound from the speaker is in the microphone after 50 ms, at half its level. */
const echo = { delayBlocks: 5, part: 0.5 };

let processing: SoundProcessing | null = null;
afterEach(() => {
  processing?.close();
  processing = null;
});

/** Noise with the colour of speech (the processing ends at some 14 kHz), the same each time, at levels block by block. */
function noise(levelOf: (block: number) => number): Int16Array[] {
  let seed = 12_345;
  let low = 0;
  const random = () => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    low += 0.3 * ((seed >>> 0) / 2 ** 31 - 1 - low);
    return low;
  };
  return Array.from({ length: blocks }, (_, block) =>
    Int16Array.from({ length: blockSamples }, () => random() * levelOf(block)),
  );
}

/** Loud and soft in turn, like somebody who speaks. */
const speechLike = () => noise((block) => (Math.sin(block / 10) > 0 ? 12_000 : 2400));

const energyOf = (block: Int16Array) => block.reduce((sum, sample) => sum + sample * sample, 0);
const decibels = (before: number, after: number) => 10 * Math.log10(before / (after + 1));

/** Plays `far` into a room; returns how much of its echo is taken out of the microphone, in dB, once it has adapted. */
function echoTakenOut(wishes: ProcessingWishes): number {
  processing = new SoundProcessing(wishes);
  const far = speechLike();
  let before = 0;
  let after = 0;
  far.forEach((block, at) => {
    processing?.played(block);
    const near = (far[at - echo.delayBlocks] ?? new Int16Array(blockSamples)).map((sample) => sample * echo.part);
    const clean = processing?.clean(near) ?? near;
    if (at < blocks * 0.75) return;
    before += energyOf(near);
    after += energyOf(clean);
  });
  return decibels(before, after);
}

describe("what the native audio processing must do, whatever version it is", () => {
  it("takes at least 20 dB of the room's own echo out", () => {
    expect(echoTakenOut({ ...nothing, echoCancellation: true })).toBeGreaterThan(20);
  });

  it("takes nothing out when echo cancelling is off: the switch is real", () => {
    expect(Math.abs(echoTakenOut({ ...nothing, gainControl: false }))).toBeLessThan(3);
  });

  it("leaves the people in the room alone while nobody else speaks", () => {
    processing = new SoundProcessing({ ...nothing, echoCancellation: true });
    const talk = speechLike();
    let before = 0;
    let after = 0;
    for (const block of talk) {
      processing.played(new Int16Array(blockSamples));
      before += energyOf(block);
      after += energyOf(processing.clean(block));
    }
    expect(Math.abs(decibels(before, after))).toBeLessThan(3);
  });

  it("noise suppression has a switch of its own: a fan goes, without any echo about", () => {
    const hissTakenOut = (noiseSuppression: boolean) => {
      const one = new SoundProcessing({ ...nothing, noiseSuppression });
      let before = 0;
      let after = 0;
      noise(() => 600).forEach((hiss, at) => {
        const clean = one.clean(hiss);
        if (at < blocks / 2) return;
        before += energyOf(hiss);
        after += energyOf(clean);
      });
      one.close();
      return decibels(before, after);
    };
    expect(hissTakenOut(true)).toBeGreaterThan(hissTakenOut(false) + 5);
  });

  it("refuses what is not a block of 10 ms instead of handing it down", () => {
    processing = new SoundProcessing({ ...nothing, echoCancellation: true });
    expect(() => processing?.clean(new Int16Array(100))).toThrow(expect.objectContaining({ code: "media.input" }));
  });
});

describe("which processing a microphone gets", () => {
  const settings = { echoCancellation: "auto", noiseSuppression: true, gainControl: false } as const;
  const alsa = (echoCancelled: boolean): MicrophoneRecipe => ({
    kind: "alsa",
    pcm: "hw:1",
    channels: 1,
    echoCancelled,
  });

  it("a speakerphone that cancels echoes itself is not cancelled twice", () => {
    expect(wishesFor(alsa(true), settings).echoCancellation).toBe(false);
    expect(wishesFor(alsa(false), settings).echoCancellation).toBe(true);
  });

  it("settings that say on or off win over what the device declares", () => {
    expect(wishesFor(alsa(true), { ...settings, echoCancellation: "on" }).echoCancellation).toBe(true);
    expect(wishesFor(alsa(false), { ...settings, echoCancellation: "off" }).echoCancellation).toBe(false);
  });

  it("the bench's tone is a measuring signal: what removes steady sounds keeps away from it", () => {
    const tone: MicrophoneRecipe = { kind: "tone", hertz: 440, level: 0.3 };
    expect(wishesFor(tone, { ...settings, gainControl: true })).toEqual(nothing);
  });
});
