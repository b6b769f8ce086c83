import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allowed,
  type RollOut,
  type RollOutEvent,
  type RollOutRules,
  type Step,
  startRollOut,
  stepRollOut,
} from "../../../src/hub/estate/roll-out.ts";

const rules: RollOutRules = {
  wavesPercent: [1, 10, 50, 100],
  soakMs: 1000,
  patienceMs: 10_000,
  maxFailedPercent: 5,
  minAnswers: 3,
  onTooManyFailures: "pause",
};
const rooms = (count: number) => Array.from({ length: count }, (_, n) => `r${n}`);
const sentIn = (rollOut: RollOut) => rollOut.rooms.filter((room) => room.progress !== "waiting").length;

const anyRules = fc.record({
  wavesPercent: fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
    .map((p) => [...p.sort((a, b) => a - b), 100]),
  soakMs: fc.constantFrom(0, 1000),
  patienceMs: fc.constant(10_000),
  maxFailedPercent: fc.integer({ min: 0, max: 50 }),
  minAnswers: fc.integer({ min: 1, max: 5 }),
  onTooManyFailures: fc.constantFrom("pause" as const, "roll back" as const),
});
const anyEvent = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("tick" as const), after: fc.nat(5000) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("answered" as const), room: fc.nat(30), good: fc.boolean() }) },
  fc.record({
    type: fc.constant("joined" as const),
    rooms: fc.array(
      fc.nat(40).map((n) => `r${n}`),
      { maxLength: 3 },
    ),
  }),
  fc.constant({ type: "pause" as const, reason: "x" }),
  fc.constant({ type: "resume" as const }),
  fc.constant({ type: "roll back" as const, reason: "x" }),
);

/** Runs any course of events; calls `check` after each step. */
function run(
  count: number,
  some: RollOutRules,
  course: object[],
  check: (step: Step, before: RollOut, event: object) => void,
) {
  let now = 0;
  let step = startRollOut(rooms(count), some, now);
  check(step, step.rollOut, { type: "start" });
  for (const one of course as (RollOutEvent & { after?: number })[]) {
    now += one.after ?? 1;
    const event = { ...one, now, ...(one.type === "answered" ? { room: `r${one.room}` } : {}) } as RollOutEvent;
    const before = step.rollOut;
    step = stepRollOut(before, event);
    check(step, before, event);
  }
}

const courses = [fc.integer({ min: 1, max: 30 }), anyRules, fc.array(anyEvent, { maxLength: 80 })] as const;

test("no course of events gives a room the change twice, or its old settings without having had the new ones", () => {
  fc.assert(
    fc.property(...courses, (count, some, course) => {
      const sent = new Set<string>();
      const reverted = new Set<string>();
      run(count, some, course, ({ send, revert }) => {
        for (const id of send) {
          expect(sent.has(id)).toBe(false);
          sent.add(id);
        }
        for (const id of revert) {
          expect(sent.has(id) && !reverted.has(id)).toBe(true);
          reverted.add(id);
        }
      });
    }),
    { numRuns: 400 },
  );
});

test("never more rooms have the change than the begun waves allow", () => {
  fc.assert(
    fc.property(...courses, (count, some, course) => {
      run(count, some, course, ({ rollOut, send }) => {
        if (send.length > 0) expect(sentIn(rollOut)).toBeLessThanOrEqual(allowed(rollOut, rollOut.wave));
      });
    }),
  );
});

test("while paused, and after the end, nothing is sent; only a roll back gives settings back", () => {
  fc.assert(
    fc.property(...courses, (count, some, course) => {
      run(count, some, course, ({ send, revert }, before, event) => {
        const type = (event as { type: string }).type;
        if (before.status !== "running" && type !== "resume" && type !== "start") expect(send).toEqual([]);
        if (!["running", "paused"].includes(before.status)) expect(revert).toEqual([]);
      });
    }),
  );
});

test("a rolled back change is taken from every room that got it", () => {
  fc.assert(
    fc.property(...courses, (count, some, course) => {
      run(count, some, course, ({ rollOut }) => {
        if (rollOut.status === "rolled-back") {
          expect(rollOut.rooms.every((room) => room.progress === "waiting" || room.progress === "reverted")).toBe(true);
        }
      });
    }),
  );
});

test("when every room applies it, a roll-out ends with every room, whatever the rules", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), anyRules, (count, some) => {
      let now = 0;
      let step = startRollOut(rooms(count), some, now);
      const got = new Set(step.send);
      for (let turn = 0; turn < 1000 && step.rollOut.status === "running"; turn++) {
        now += 500;
        const under = step.rollOut.rooms.find((room) => room.progress === "sent");
        const event = under
          ? { type: "answered" as const, room: under.id, good: true, now }
          : { type: "tick" as const, now };
        step = stepRollOut(step.rollOut, event);
        for (const id of step.send) got.add(id);
      }
      expect([step.rollOut.status, got.size]).toEqual(["done", count]);
    }),
  );
});

test("a bad change stops at the canary: no more than the first wave has it", () => {
  for (const onTooManyFailures of ["pause", "roll back"] as const) {
    let step = startRollOut(rooms(200), { ...rules, onTooManyFailures }, 0);
    expect(step.send).toEqual(["r0", "r1"]);
    for (const room of step.send) step = stepRollOut(step.rollOut, { type: "answered", room, good: false, now: 1 });
    for (let now = 0; now < 100_000; now += 5000) step = stepRollOut(step.rollOut, { type: "tick", now });
    expect(step.rollOut.status).toBe(onTooManyFailures === "pause" ? "paused" : "rolled-back");
    expect(step.rollOut.reason).toBe("2 of 2 rooms that answered have failed");
    expect(step.rollOut.rooms.filter((room) => room.progress === "waiting").length).toBe(198);
  }
});

test("a canary that is switched off holds the roll-out up instead of letting it through unproven", () => {
  let step = startRollOut(rooms(200), rules, 0);
  for (let now = 0; now < 100_000; now += 5000) step = stepRollOut(step.rollOut, { type: "tick", now });
  expect([step.rollOut.status, step.rollOut.reason]).toEqual(["paused", "no room has applied the change yet"]);
  expect(sentIn(step.rollOut)).toBe(2);
});

test("rooms that join later wait for the last wave", () => {
  let step = startRollOut(rooms(10), { ...rules, wavesPercent: [10, 100], soakMs: 0 }, 0);
  step = stepRollOut(step.rollOut, { type: "joined", rooms: ["late"], now: 1 });
  expect(step.send).toEqual([]);
  step = stepRollOut(step.rollOut, { type: "answered", room: "r0", good: true, now: 2 });
  expect(step.send).toContain("late");
});

test("after a look, failures that were seen no longer stop it, and new ones do", () => {
  let step = startRollOut(rooms(4), { ...rules, wavesPercent: [50, 100], soakMs: 0, minAnswers: 1 }, 0);
  step = stepRollOut(step.rollOut, { type: "answered", room: "r0", good: true, now: 1 });
  step = stepRollOut(step.rollOut, { type: "answered", room: "r1", good: false, now: 1 });
  expect(step.rollOut.status).toBe("paused");
  step = stepRollOut(step.rollOut, { type: "resume", now: 2 });
  expect([step.rollOut.status, step.send]).toEqual(["running", ["r2", "r3"]]);
  step = stepRollOut(step.rollOut, { type: "answered", room: "r2", good: false, now: 3 });
  expect(step.rollOut.status).toBe("paused");
});
