import fc from "fast-check";
import { expect, test } from "vitest";
import { type ActionNote, ActionRunner } from "../../../src/fleet/action-runner.ts";
import { MemoryJournal } from "../../../src/fleet/keyed-journal.ts";
import { mayBegin, performAction } from "../../../src/fleet/room-actions.ts";
import { actionVerbs } from "../../../src/protocol/hub/bodies.ts";
import type { JsonObject } from "../../../src/protocol/hub/difference.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { FakeRoom, meeting } from "./fake-room.ts";

const action = (verb: string, wanted: JsonObject = {}, id = "a1", expiresAt = Number.MAX_SAFE_INTEGER) => ({
  kind: "action" as const,
  id,
  verb,
  arguments: wanted,
  expiresAt,
  by: "person:ann",
});

test("no action, with whatever arguments, opens the microphone or the camera", async () => {
  const intents = fc.constantFrom("setMicrophone", "setCamera", "startShare", "useDevice");
  const wanted = fc.oneof(
    fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })),
    intents.map((type) => ({ type, on: true })),
    fc.record({ on: fc.constant(true), wanted: fc.constant(true) }),
  );
  const verbs = fc.oneof(
    fc.constantFrom(...actionVerbs),
    fc.string(),
    intents,
    fc.constantFrom("unmute", "cameraOn", "__proto__"),
  );
  await fc.assert(
    fc.asyncProperty(verbs, wanted, async (verb, args) => {
      const room = new FakeRoom();
      room.set({ meeting: meeting() });
      const clock = new FakeClock();
      const done = performAction(action(verb, args as JsonObject), room, {}, clock).catch(() => undefined);
      await clock.advance(60_000);
      await done;
      const opened = room.wishes.filter(
        (wish) => (wish.type === "setMicrophone" || wish.type === "setCamera") && wish.on,
      );
      expect(opened).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("an accepted wish that does not come true is a failure, not done", async () => {
  const room = new FakeRoom();
  room.set({ meeting: meeting() });
  room.deaf = true;
  const clock = new FakeClock();
  const result = performAction(action("mute"), room, {}, clock).catch((error: Error) => error.message);
  await clock.advance(11_000);
  expect(await result).toMatch(/not so after 10 s/);
  expect(clock.pendingTimers).toBe(0);
});

test("a join that the meeting refuses fails with the room's reason, without waiting for the time-out", async () => {
  const room = new FakeRoom();
  room.deaf = true;
  const result = performAction(action("join", { room: "design" }), room, {}, new FakeClock()).catch(
    (e: Error) => e.message,
  );
  await Promise.resolve();
  room.set({ meeting: meeting("joining") });
  room.set({
    meeting: null,
    lastMeeting: { title: "d", reason: "refused", code: null, detail: "no such room", at: "2026-03-02T09:00:01Z" },
  });
  expect(await result).toBe("the meeting ended: refused no such room");
});

test("what the computer cannot do is refused by name", async () => {
  await expect(performAction(action("reboot"), new FakeRoom(), {}, new FakeClock())).rejects.toThrow(
    "this room cannot reboot",
  );
});

function runner(perform: () => Promise<string>, journal = new MemoryJournal<ActionNote>(), now = 0) {
  const reports: string[] = [];
  const parts = {
    journal,
    hubNow: () => now,
    perform,
    report: (id: string, note: ActionNote) => void reports.push(`${id} ${note.end}`),
  };
  return { reports, journal, runner: new ActionRunner(parts) };
}

test("an action that the hub sends again is done once and its outcome told again", async () => {
  let count = 0;
  const { runner: actions, reports } = runner(() => Promise.resolve(`${++count}`));
  await actions.take(action("leave"));
  await actions.take(action("leave"));
  expect(count).toBe(1);
  expect(reports).toEqual(["a1 done", "a1 done"]);
});

test("an action that comes twice while it is being done is done once", async () => {
  let count = 0;
  const finished = Promise.withResolvers<string>();
  const { runner: actions, reports } = runner(() => {
    count += 1;
    return finished.promise;
  });
  const first = actions.take(action("join"));
  await actions.take(action("join"));
  finished.resolve("ok");
  await first;
  expect([count, reports]).toEqual([1, ["a1 done"]]);
});

test("an action under way when the daemon was killed is unknown and never done again", async () => {
  const journal = new MemoryJournal<ActionNote>();
  const before = runner(() => new Promise(() => undefined), journal);
  void before.runner.take(action("join"));
  await new Promise((resolve) => setImmediate(resolve));
  let count = 0;
  const after = runner(() => Promise.resolve(`${++count}`), journal);
  await after.runner.settleInterrupted();
  await after.runner.take(action("join"));
  expect([count, after.reports]).toEqual([0, ["a1 unknown", "a1 unknown"]]);
});

test("an action that comes too late is not done", async () => {
  let count = 0;
  const { runner: actions, reports } = runner(() => Promise.resolve(`${++count}`), undefined, 1000);
  await actions.take(action("leave", {}, "late", 999));
  expect([count, reports]).toEqual([0, ["late expired"]]);
});

test("memory of ended actions is bounded", async () => {
  const { runner: actions, journal } = runner(() => Promise.resolve(""));
  for (let n = 0; n < 600; n++) await actions.take(action("leave", {}, `a${n}`));
  expect(journal.entries().length).toBe(500);
});

/** An action of this verb that ended with the process, settled by the next one. */
async function afterEnd(verb: string, starts: [before: string | null, after: string | null]) {
  const journal = new MemoryJournal<ActionNote>();
  const reports: string[] = [];
  const parts = (start: string | null, perform: () => Promise<string>) => ({
    ...{ journal, hubNow: () => 0, perform, computerStart: () => Promise.resolve(start) },
    report: (_: string, note: ActionNote) => void reports.push(`${note.end}`),
  });
  void new ActionRunner(parts(starts[0], () => new Promise(() => undefined))).take(action(verb));
  await new Promise((resolve) => setImmediate(resolve));
  await new ActionRunner(parts(starts[1], () => Promise.resolve(""))).settleInterrupted();
  return reports;
}

test("a restart is done when the daemon is there again; a reboot only when the computer has started anew", async () => {
  expect(await afterEnd("restart", ["s1", "s1"])).toEqual(["done"]);
  expect(await afterEnd("reboot", ["s1", "s2"])).toEqual(["done"]);
  expect(await afterEnd("reboot", ["s1", "s1"])).toEqual(["failed"]);
  expect(await afterEnd("reboot", ["s1", null])).toEqual(["unknown"]);
  expect(await afterEnd("join", ["s1", "s2"])).toEqual(["unknown"]);
});

test("a reboot waits for the end of the meeting, and expires when that does not come in time", async () => {
  const room = new FakeRoom();
  const clock = new FakeClock();
  room.set({ meeting: meeting() });
  const begun: boolean[] = [];
  void mayBegin("reboot", room, clock, 60_000).then((may) => begun.push(may));
  await clock.advance(30_000);
  expect(begun).toEqual([]);
  room.set({ meeting: null });
  await clock.advance(1);
  expect(begun).toEqual([true]);
  room.set({ meeting: meeting() });
  void mayBegin("reboot", room, clock, 60_000).then((may) => begun.push(may));
  await clock.advance(60_000);
  expect(begun).toEqual([true, false]);
  expect(clock.pendingTimers).toBe(0);
  expect(await mayBegin("leave", room, clock, 1)).toBe(true);
});

test("an action that may not begin before its expiry is told as expired, and is not noted as begun", async () => {
  const journal = new MemoryJournal<ActionNote>();
  const reports: string[] = [];
  const actions = new ActionRunner({
    ...{ journal, hubNow: () => 0, perform: () => Promise.resolve("rebooted") },
    mayBegin: () => Promise.resolve(false),
    report: (_: string, note) => void reports.push(note.end),
  });
  await actions.take(action("reboot"));
  expect(reports).toEqual(["expired"]);
});
