import { describe, expect, it } from "vitest";
import { PacedClock } from "../../../../src/meeting-worker/audio/paced-clock.ts";
import type { Clock } from "../../../../src/platform/clock.ts";
import { FakeClock } from "../../../simulators/fake-clock.ts";

describe("pace of sound without a clock of its own", () => {
  it("does not drift although timers come late, as they do", async () => {
    const time = new FakeClock(0);
    // A timer that is asked for 10 ms and comes every 13.
    const late: Clock = {
      now: () => time.now(),
      monotonicMs: () => time.monotonicMs(),
      after: (ms, run) => time.after(ms, run),
      every: (ms, run) => time.every(ms * 1.3, run),
    };
    let blocks = 0;
    const stop = new PacedClock(late).subscribe(() => blocks++);
    await time.advance(13_000);
    expect(blocks).toBe(1300);
    stop();
  });

  it("a computer that slept does not make up an hour of sound", async () => {
    const time = new FakeClock(0);
    let blocks = 0;
    let tick = () => {};
    const sleepy: Clock = {
      now: () => time.now(),
      monotonicMs: () => time.monotonicMs(),
      after: (ms, run) => time.after(ms, run),
      every: (_ms, run) => {
        tick = run;
        return () => {};
      },
    };
    new PacedClock(sleepy).subscribe(() => blocks++);
    await time.advance(3_600_000);
    tick();
    expect(blocks).toBe(20);
  });

  it("stops its timer when nobody listens, and begins anew for the next", async () => {
    const time = new FakeClock(0);
    const pace = new PacedClock(time);
    let blocks = 0;
    pace.subscribe(() => blocks++)();
    expect(time.pendingTimers).toBe(0);
    await time.advance(5000);
    pace.subscribe(() => blocks++);
    await time.advance(100);
    expect(blocks).toBe(10);
  });

  it("a listener that stops itself in the middle is not called again", async () => {
    const time = new FakeClock(0);
    const pace = new PacedClock(time);
    let blocks = 0;
    const stop = pace.subscribe(() => {
      blocks++;
      stop();
    });
    await time.advance(100);
    expect(blocks).toBe(1);
  });
});
