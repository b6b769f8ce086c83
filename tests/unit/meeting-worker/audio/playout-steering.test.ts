import { describe, expect, it } from "vitest";
import {
  type CardPointers,
  cardPointers,
  cardStatusPath,
  PlayoutSteering,
} from "../../../../src/meeting-worker/audio/playout-steering.ts";

const status = `state: RUNNING
owner_pid   : 1712
trigger_time: 12.100000000
tstamp      : 0.000000000
delay       : 1440
avail       : 1440
avail_max   : 1440
-----
hw_ptr      : 96000
appl_ptr    : 97440
`;
const parameters = (rate: number) =>
  `access: RW_INTERLEAVED\nformat: S16_LE\nchannels: 2\nrate: ${rate} (${rate}/1)\nperiod_size: 480\n`;

describe("what the kernel says of a card", () => {
  it.each([
    ["plughw:CARD=Speak,DEV=0", "/proc/asound/Speak/pcm0p/sub0"],
    ["hw:CARD=PCH,DEV=3", "/proc/asound/PCH/pcm3p/sub0"],
    ["plughw:1,0", "/proc/asound/card1/pcm0p/sub0"],
    ["hw:2", "/proc/asound/card2/pcm0p/sub0"],
    ["default", null],
    ["null", null],
  ])("%s is at %s", (pcm, path) => {
    expect(cardStatusPath(pcm)).toBe(path);
  });

  it("pointers are read, also of a card with another rate than ours", () => {
    expect(cardPointers(status, parameters(48_000))).toEqual({ played: 96_000, given: 97_440 });
    expect(cardPointers(status, parameters(96_000))).toEqual({ played: 48_000, given: 48_720 });
  });

  it("a card that does not run has none", () => {
    expect(cardPointers("closed\n", "closed\n")).toBeNull();
    expect(cardPointers(status.replace("RUNNING", "PREPARED"), parameters(48_000))).toBeNull();
  });
});

/** A card that plays `speed` times as fast as our clock, fed for `seconds`; what waited between at the end, in ms. */
function fed(seconds: number, speed: number, startMs: number, silent: (block: number) => boolean) {
  let sentMs = 0;
  let playedMs = -startMs;
  const acts = { skip: 0, stretch: 0, play: 0 };
  const read = (): CardPointers => ({
    played: playedMs * 48 + startMs * 48,
    given: Math.min(sentMs, playedMs + 60) * 48 + startMs * 48,
  });
  const steering = new PlayoutSteering(() => (sentMs === 0 ? null : read()));
  for (let block = 0; block < seconds * 100; block++) {
    const act = steering.next(silent(block));
    acts[act]++;
    sentMs += { play: 10, skip: 0, stretch: 20 }[act];
    playedMs += 10 * speed;
  }
  return { waitingMs: sentMs - playedMs, acts };
}

describe("two clocks that are not the same", () => {
  const hour = 3600;
  const oftenSilent = (block: number) => block % 700 < 50;

  it("a slow card does not make the others later and later", () => {
    const { waitingMs, acts } = fed(hour, 1 - 200e-6, 50, oftenSilent);
    expect(waitingMs).toBeLessThan(120);
    expect(acts.stretch).toBe(0);
    expect(acts.skip).toBeGreaterThan(50);
  });

  it("a fast card does not run dry", () => {
    const { waitingMs, acts } = fed(hour, 1 + 200e-6, 50, oftenSilent);
    expect(waitingMs).toBeGreaterThan(5);
    expect(acts.skip).toBe(0);
  });

  it("equal clocks are left alone", () => {
    expect(fed(hour, 1, 50, () => true).acts).toMatchObject({ skip: 0, stretch: 0 });
  });

  it("a correction waits for silence, but not for ever", () => {
    const { waitingMs, acts } = fed(hour, 1 - 200e-6, 50, () => false);
    expect(waitingMs).toBeLessThan(200);
    expect(acts.skip).toBeGreaterThan(0);
  });

  it("a card of which nothing is known is just fed", () => {
    const steering = new PlayoutSteering(() => null);
    const acts = new Set(Array.from({ length: 1000 }, () => steering.next(true)));
    expect(acts).toEqual(new Set(["play"]));
  });
});
