import { expect, it } from "vitest";
import { RateMeter } from "../../../../src/meeting-worker/video/rate-meter.ts";

it("a rate is that of the last two seconds, and falls to 0 when nothing comes any more", () => {
  const meter = new RateMeter();
  for (let frame = 0; frame < 300; frame++) meter.add(frame * 20);
  expect(meter.perSecond(299 * 20)).toBeCloseTo(50);
  for (let frame = 0; frame < 60; frame++) meter.add(6000 + frame * 100);
  expect(meter.perSecond(6000 + 59 * 100)).toBeCloseTo(10);
  expect(meter.perSecond(60_000)).toBe(0);
});
