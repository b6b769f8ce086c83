import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClockDrift } from "../../../../src/meeting-worker/audio/clock-drift.ts";
import { type CardPointers, PlayoutSteering } from "../../../../src/meeting-worker/audio/playout-steering.ts";
import { resized } from "../../../../src/meeting-worker/audio/resize.ts";
import { XrunCounter } from "../../../../src/meeting-worker/audio/xruns.ts";

describe("how far two clocks are apart", () => {
  /** Blocks that come late by up to `lateMs`, as pipes and busy computers deliver them. */
  function measured(ppm: number, seconds: number, lateMs: number) {
    const drift = new ClockDrift();
    let [seed, nowMs] = [7, 0];
    for (let block = 0; block < seconds * 100; block++) {
      seed = (seed * 48_271) % 2_147_483_647;
      nowMs = Math.max(nowMs, 1_000 + (block * 10) / (1 + ppm / 1e6) + (seed % 1_000) * (lateMs / 1_000));
      drift.add(nowMs, block * 10);
    }
    return drift.ppm;
  }

  it.each([0, 30, -30, 180, -180])("%d millionths are measured although blocks come late", (ppm) => {
    expect(Math.abs((measured(ppm, 60, 30) ?? 1e9) - ppm)).toBeLessThan(25);
    expect(Math.abs((measured(ppm, 500, 30) ?? 1e9) - ppm)).toBeLessThan(3);
  });

  it("nothing is claimed before enough was seen", () => {
    expect(measured(100, 15, 0)).toBeNull();
  });

  it("sound that was lost is no drift", () => {
    const drift = new ClockDrift();
    for (let block = 0; block < 6_000; block++) drift.add(block * 10 + (block > 3_000 ? 700 : 0), block * 10);
    expect(Math.abs(drift.ppm ?? 1e9)).toBeLessThan(1);
  });
});

describe("the speaker's queue", () => {
  /** Minutes of playing to a card whose clock is off; the queue in ms at the end, and what whole blocks were needed. */
  function played(ppm: number, minutes: number, startMs: number) {
    let [sentMs, playedMs, nowMs] = [0, -startMs, 0];
    const whole = { skip: 0, stretch: 0 };
    const read = (): CardPointers => ({
      played: (playedMs + startMs) * 48,
      given: (Math.min(sentMs, playedMs + 60) + startMs) * 48,
    });
    const steering = new PlayoutSteering(
      () => (sentMs === 0 ? null : read()),
      () => nowMs,
    );
    for (let block = 0; block < minutes * 6_000; block++) {
      const act = steering.next(false);
      if (act !== "play") whole[act]++;
      sentMs += { play: 10, skip: 0, stretch: 20 }[act];
      if (act !== "skip") sentMs += steering.trim() / 48;
      playedMs += 10 * (1 + ppm / 1e6);
      nowMs += 10;
    }
    return { waitingMs: sentMs - playedMs, whole, drift: steering.drift.ppm ?? 0 };
  }

  it.each([150, -150, 50, -50])("stays near its middle at %d millionths, and no block is left out or put in", (ppm) => {
    const { waitingMs, whole, drift } = played(ppm, 30, 50);
    expect(waitingMs).toBeGreaterThan(30);
    expect(waitingMs).toBeLessThan(85);
    expect(whole).toEqual({ skip: 0, stretch: 0 });
    expect(Math.abs(drift - ppm)).toBeLessThan(5);
  });
});

it("a block that is a sample longer or shorter is the same sound", () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 3_000 }), fc.constantFrom(-1, 1), (hertz, trim) => {
      const block = Int16Array.from({ length: 480 }, (_, at) => 20_000 * Math.sin((2 * Math.PI * hertz * at) / 48_000));
      const out = resized(block, 480 + trim);
      expect(out).toHaveLength(480 + trim);
      expect([out[0], out.at(-1)]).toEqual([block[0], block.at(-1)]);
      for (let at = 0; at < out.length; at++) {
        const there = (at * 479) / (479 + trim);
        expect(Math.abs((out[at] ?? 0) - 20_000 * Math.sin((2 * Math.PI * hertz * there) / 48_000))).toBeLessThan(900);
      }
    }),
    { numRuns: 20 },
  );
});

it("xruns are counted however the tool's words are cut, and other words are none", () => {
  const text = "overrun!!! (at least 12.345 ms long)\nRecording WAVE\nunderrun!!! (at least 0.1 ms long)\nno overrun\n";
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (cuts) => {
      const counter = new XrunCounter();
      let at = 0;
      for (const cut of cuts) {
        counter.hear(text.slice(at, at + cut));
        at += cut;
      }
      counter.hear(text.slice(at));
      expect(counter.count).toBe(2);
    }),
  );
});
