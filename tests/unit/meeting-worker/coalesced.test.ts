import { expect, it } from "vitest";
import { Coalesced } from "../../../src/meeting-worker/coalesced.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

it("a hundred changes are told a few times, and the last one is never lost", async () => {
  const clock = new FakeClock(0);
  const told: number[] = [];
  let state = 0;
  const people = new Coalesced(clock, 200, () => told.push(state));
  for (; state < 100; state++) {
    people.ask();
    await clock.advance(10);
  }
  await clock.advance(1000);
  expect(told[0]).toBe(0);
  expect(told.at(-1)).toBe(99);
  expect(told.length).toBeLessThanOrEqual(7);
});

it("tells nothing after it was stopped", async () => {
  const clock = new FakeClock(0);
  let told = 0;
  const people = new Coalesced(clock, 200, () => told++);
  people.ask();
  people.ask();
  people.stop();
  await clock.advance(1000);
  people.ask();
  expect(told).toBe(1);
});
