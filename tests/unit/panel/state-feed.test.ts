import fc from "fast-check";
import { expect, test } from "vitest";
import { StateFeed } from "../../../src/panel/state-feed.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

test("a page that went away is sent nothing more and keeps no timer", async () => {
  const clock = new FakeClock();
  let sends = 0;
  const feed = new StateFeed(clock, 50, (sent) => {
    sends++;
    sent();
  });
  feed.changed();
  feed.changed();
  feed.close();
  feed.changed();
  await clock.advance(1000);
  expect([sends, clock.pendingTimers]).toEqual([1, 0]);
});

test("whatever the changes and however slow the line, the newest state comes, never two at once, never too often", async () => {
  const steps = fc.array(fc.record({ waitMs: fc.nat(120), change: fc.boolean(), drain: fc.boolean() }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const clock = new FakeClock(0);
      let version = 0;
      const line: { version: number; atMs: number }[] = [];
      let drain: (() => void) | null = null;
      const feed = new StateFeed(clock, 50, (sent) => {
        expect(drain).toBeNull();
        line.push({ version, atMs: clock.now() });
        drain = sent;
      });
      const empty = () => {
        const sent = drain;
        drain = null;
        sent?.();
      };
      for (const { waitMs, change, drain: drains } of plan) {
        if (change) {
          version++;
          feed.changed();
        }
        if (drains) empty();
        await clock.advance(waitMs);
      }
      for (let round = 0; round < 2; round++) {
        empty();
        await clock.advance(50);
      }
      expect(line.at(-1)?.version ?? 0).toBe(version);
      for (const [index, { atMs }] of line.slice(1).entries())
        expect(atMs - line[index]!.atMs).toBeGreaterThanOrEqual(50);
    }),
    { numRuns: 50 },
  );
});
