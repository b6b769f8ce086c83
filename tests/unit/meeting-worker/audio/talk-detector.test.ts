import { expect, test } from "vitest";
import { blockSamples } from "../../../../src/meeting-worker/audio/block.ts";
import { TalkDetector } from "../../../../src/meeting-worker/audio/talk-detector.ts";

/** Ten milliseconds of noise of this peak. */
function noise(peak: number): Int16Array {
  return Int16Array.from({ length: blockSamples }, (_, index) => peak * Math.sin(index * 1.7) * Math.cos(index * 0.31));
}

function hears(detector: TalkDetector, peak: (blockOfSecond: number) => number, seconds: number): boolean[] {
  const verdicts: boolean[] = [];
  for (let block = 0; block < seconds * 100; block++)
    if (detector.add(noise(peak(block % 100)))) verdicts.push(detector.talking);
  return verdicts;
}

/** Words with pauses between them. */
const speech = (block: number) => (block % 30 < 20 ? 6_000 : 120);

test("somebody who talks to a muted microphone is noticed within two seconds", () => {
  const detector = new TalkDetector();
  hears(detector, () => 100, 2);
  expect(hears(detector, speech, 2)).toEqual([true]);
});

test("fans, tones and silence are nobody", () => {
  for (const peak of [0, 100, 900, 9_000]) expect(hears(new TalkDetector(), () => peak, 10)).toEqual([]);
});

test("a door that slams is nobody", () => {
  const detector = new TalkDetector();
  hears(detector, () => 100, 2);
  expect(hears(detector, (block) => (block < 15 ? 20_000 : 100), 1)).toEqual([]);
});

test("the hint goes when it is quiet again, and at once when the microphone is on", () => {
  const detector = new TalkDetector();
  hears(detector, speech, 3);
  expect(hears(detector, () => 100, 5)).toEqual([false]);
  hears(detector, speech, 3);
  expect(detector.forget()).toBe(true);
  expect(detector.talking).toBe(false);
});
