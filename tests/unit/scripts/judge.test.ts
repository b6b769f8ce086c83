import { describe, expect, it } from "vitest";
import { isWatchedWell, judge } from "../../../scripts/trial/check/judge.ts";
import { nothingSeen, type Observations } from "../../../scripts/trial/check/observations.ts";

/** Recorded from a room that worked. */
const good: Observations = {
  expected: { width: 1280, height: 720, framesPerSecond: 30, stamped: true, heardHz: 440, spokenHz: 660 },
  tapTo: { connectedMs: 112, publishedMs: 148, firstFrameMs: 231, fullFrameMs: 231 },
  picture: {
    width: 1280,
    height: 720,
    watchedMs: 4000,
    frames: 118,
    differentFrames: 118,
    latenciesMs: [21, 23, 24, 22, 31],
  },
  sound: { heardHz: 440.2, spokenHz: 659.8, heardFrames: 398, spokenFrames: 397 },
  display: {
    frames: 96,
    pictures: [
      { meanLuma: 92, spread: 41, change: null },
      { meanLuma: 93, spread: 42, change: 6.1 },
      { meanLuma: 92, spread: 41, change: 5.8 },
    ],
  },
};

const broken = (change: (seen: Observations) => void) => {
  const seen = structuredClone(good);
  change(seen);
  return judge(seen);
};

const failures = (report: ReturnType<typeof judge>) => report.requirements.filter(({ ok }) => !ok).map((r) => r.name);

describe("scripts/try --check", () => {
  it("passes a room that works, and reports what it saw", () => {
    const report = judge(good);
    expect(failures(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, tapToConnectedMs: 112, framesPerSecond: 29.5, toneHeardHz: 440.2 });
    expect(report.latencyMs).toEqual({ median: 23, p95: 31 });
  });

  it("fails a frozen picture, though frames keep coming", () => {
    const report = broken((seen) => {
      seen.picture.differentFrames = 1;
    });
    expect(report.ok).toBe(false);
    expect(failures(report)).toEqual(["the picture moves: share of different frames"]);
  });

  it("fails a picture that stopped coming", () => {
    const report = broken((seen) => {
      seen.picture.frames = 12;
      seen.picture.differentFrames = 12;
    });
    expect(failures(report)).toEqual(["frames a second at the participant"]);
  });

  it("gives a room on an emulated processor more time, and passes none whose picture or sound is missing for that", () => {
    const slow = structuredClone(good);
    slow.expected.framesPerSecond = null;
    slow.tapTo = { connectedMs: 9000, publishedMs: 12_000, firstFrameMs: 15_000, fullFrameMs: 15_000 };
    Object.assign(slow.picture, { watchedMs: 60_000, frames: 40, differentFrames: 25 });
    expect(judge(slow).ok).toBe(false);
    expect(failures(judge(slow, 5))).toEqual([]);
    slow.picture.differentFrames = 1;
    slow.sound.heardHz = 0;
    expect(failures(judge(slow, 5))).toEqual([
      "different pictures at the participant",
      "the participant hears the room's tone",
    ]);
  });

  it("goes on watching until picture, sound and display are good, however long the join took", () => {
    const seen = structuredClone(good);
    seen.tapTo.connectedMs = null;
    expect(isWatchedWell(seen, 1)).toBe(true);
    seen.display.frames = 29;
    expect(isWatchedWell(seen, 5)).toBe(false);
  });

  it("fails a wrong tone in either direction", () => {
    const heard = broken((seen) => {
      seen.sound.heardHz = 880;
    });
    const spoken = broken((seen) => {
      seen.sound.spokenHz = 0;
    });
    expect(failures(heard)).toEqual(["the participant hears the room's tone"]);
    expect(failures(spoken)).toEqual(["the room's speaker gets the participant's tone"]);
  });

  it("fails a black display, though the page counts frames", () => {
    const report = broken((seen) => {
      seen.display.pictures = seen.display.pictures.map(() => ({ meanLuma: 0.2, spread: 0.1, change: 0 }));
    });
    expect(failures(report)).toContain("the display is not black: luma");
  });

  it("fails a display that stands still", () => {
    const report = broken((seen) => {
      for (const look of seen.display.pictures) look.change = 0;
    });
    expect(failures(report)).toEqual(["the display moves: change"]);
  });

  it("fails a display of which there is no screenshot at all", () => {
    const report = broken((seen) => {
      seen.display.pictures = [];
    });
    expect(report.ok).toBe(false);
  });

  it("fails a room that never came, rather than reading nothing as nought", () => {
    const report = broken((seen) => {
      seen.tapTo = { connectedMs: null, publishedMs: null, firstFrameMs: null, fullFrameMs: null };
    });
    expect(failures(report)).toHaveLength(4);
  });

  it("fails in everything when nothing was seen", () => {
    const { ok, requirements } = judge(nothingSeen);
    expect(ok).toBe(false);
    expect(requirements.filter((requirement) => requirement.ok)).toEqual([]);
  });

  it("fails a picture that stays small", () => {
    const report = broken((seen) => {
      seen.picture.width = 320;
      seen.picture.height = 180;
    });
    expect(failures(report)).toEqual(["width at the participant", "height at the participant"]);
  });

  it("with a real microphone, whose tone nobody knows, still wants to hear something", () => {
    const silent = broken((seen) => {
      seen.expected.heardHz = null;
      seen.sound.heardFrames = 0;
    });
    expect(failures(silent)).toEqual(["the participant hears the room: frames"]);
  });
});
