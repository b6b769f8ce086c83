import { expect, test } from "vitest";
import type { ShownRollOutDetail } from "../../../src/protocol/hub/shown-settings.ts";
import { barOf, nextWaveAt, ordersOf, reasonOf } from "../../../src/web/console/roll-outs/roll-outs-model.ts";

test("an ended roll-out takes no orders; a paused one cannot be paused again", () => {
  expect(ordersOf("done")).toEqual([]);
  expect(ordersOf("cancelled")).toEqual([]);
  expect(ordersOf("paused")).toEqual(["resume", "roll-back", "cancel"]);
  expect(ordersOf("running")).toEqual(["pause", "roll-back", "cancel"]);
});

test.each([
  ["", null],
  ["3 of 40 rooms that answered have failed", { kind: "failures", failed: 3, answered: 40 }],
  ["no room has applied the change yet", { kind: "nothing applied" }],
  ["by Olga", { kind: "by", who: "Olga" }],
  ["the moon is full", { kind: "words", words: "the moon is full" }],
])("why it stopped is understood: %s", (reason, wanted) => {
  expect(reasonOf(reason)).toEqual(wanted);
});

test("failed rooms stand beside the done ones in the bar, those that wait at its end", () => {
  const bar = barOf({ counts: { waiting: 5, failed: 1, applied: 3 } });
  expect(bar.filter(({ count }) => count > 0).map(({ id }) => id)).toEqual(["applied", "failed", "waiting"]);
});

test("the next wave is announced only while one waits for its time", () => {
  const waits = { status: "running", throughAt: 1000, wave: 1, waves: [5, 100], rules: { soakMinutes: 2 } };
  const next = (change: object) => nextWaveAt({ ...waits, ...change } as ShownRollOutDetail);
  expect(next({})).toBe(121_000);
  expect(next({ throughAt: null })).toBeNull();
  expect(next({ wave: 2 })).toBeNull();
  expect(next({ status: "paused" })).toBeNull();
});
