import { describe, expect, test } from "vitest";
import { StreamClock } from "../../../kernel-lab/usbip/pacing.ts";
import { FakeClock } from "../../../simulators/fake-clock.ts";

/** A stream of 1 ms packets whose host asks for the next one as soon as it has one. */
function streamOf(catchUpMs: number) {
  const clock = new FakeClock(1_000_000);
  const stream = new StreamClock(catchUpMs, {
    nowMs: () => clock.monotonicMs(),
    after: (ms, run) => void clock.after(Math.max(0, ms), run),
  });
  let sent = 0;
  let isAsking = true;
  const ask = () => {
    stream.after(1, () => {
      sent++;
      if (isAsking) ask();
    });
  };
  ask();
  return {
    clock,
    stream,
    sent: () => sent,
    stall: () => {
      isAsking = false;
    },
    goOn: () => {
      isAsking = true;
      ask();
    },
  };
}

describe("the pace of a stream", () => {
  test("is one packet a millisecond, without drift, however long it runs", async () => {
    const { clock, sent } = streamOf(100);
    await clock.advance(3_000);
    expect(sent()).toBe(3_000);
  });

  test("a host that stalls for a moment gets at once what was due meanwhile, and then the old pace", async () => {
    const { clock, sent, stall, goOn } = streamOf(100);
    await clock.advance(10);
    stall();
    await clock.advance(51);
    goOn();
    await clock.advance(0);
    // One packet was under way when it stalled.
    expect(sent()).toBe(61);
    await clock.advance(10);
    expect(sent()).toBe(71);
  });

  test("one that stalls for long gets no more than the catch-up in one burst", async () => {
    const { clock, sent, stall, goOn } = streamOf(100);
    await clock.advance(10);
    stall();
    await clock.advance(5_000);
    const before = sent();
    goOn();
    await clock.advance(0);
    expect(sent() - before).toBe(100);
    await clock.advance(10);
    expect(sent() - before).toBe(110);
  });

  test("transfers asked for ahead come each at its own time, not together", async () => {
    const { clock, stream, stall } = streamOf(100);
    stall();
    await clock.advance(1);
    const atMs: number[] = [];
    const startMs = clock.monotonicMs();
    for (let transfer = 0; transfer < 4; transfer++) stream.after(8, () => atMs.push(clock.monotonicMs() - startMs));
    await clock.advance(100);
    expect(atMs).toEqual([8, 16, 24, 32]);
  });
});
