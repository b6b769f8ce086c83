import { type Signal, signal } from "@preact/signals";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { Intent } from "../../../src/domain/intent.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import { Wishes } from "../../../src/web/panel/wishes/wishes.ts";
import type { Answer } from "../../../src/web/shared/connection/link.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

const microphone = (on: boolean): RoomState => {
  const state = exampleRoomState();
  const source = { on, wanted: on, activity: on ? "on" : "off", deviceId: null } as const;
  return { ...state, meeting: { ...state.meeting!, microphone: source } };
};

let clock: FakeClock;
let room: Signal<RoomState | null>;
let answers: ((answer: Answer) => void)[];
let sent: Intent[];
let wishes: Wishes;

beforeEach(() => {
  clock = new FakeClock();
  room = signal<RoomState | null>(microphone(true));
  answers = [];
  sent = [];
  const send = (intent: Intent) => {
    sent.push(intent);
    return new Promise<Answer>((resolve) => answers.push(resolve));
  };
  wishes = new Wishes({ room, send, timers: clock, nowMs: () => clock.now() });
});

const mute: Intent = { type: "setMicrophone", on: false };

test("a wish is under way from the touch until the state shows it", async () => {
  wishes.make(mute);
  expect([...wishes.pending.value.keys()]).toEqual(["setMicrophone"]);
  answers[0]!({ kind: "accepted" });
  await clock.advance(0);
  expect(wishes.pending.value.size).toBe(1);
  room.value = microphone(false);
  expect(wishes.pending.value.size).toBe(0);
});

test("the state may be quicker than the answer", async () => {
  wishes.make(mute);
  room.value = microphone(false);
  answers[0]!({ kind: "accepted" });
  await clock.advance(10_000);
  expect(wishes.pending.value.size).toBe(0);
  expect(wishes.disappointment.value).toBeNull();
});

test("an impatient second tap sends nothing", () => {
  wishes.make(mute);
  wishes.make({ type: "setMicrophone", on: true });
  expect(sent).toEqual([mute]);
});

test("before the first state nothing can be wished", () => {
  room.value = null;
  wishes.make(mute);
  expect(sent).toEqual([]);
});

test("a camera that fails to start ends the wait: what is, is shown", async () => {
  const state = exampleRoomState();
  const camera = { on: false, wanted: false, activity: "off", deviceId: null } as const;
  room.value = { ...state, meeting: { ...state.meeting!, camera } };
  wishes.make({ type: "setCamera", on: true });
  answers[0]!({ kind: "accepted" });
  await clock.advance(0);
  room.value = { ...state, meeting: { ...state.meeting!, camera: { ...camera, wanted: true, activity: "failed" } } };
  expect(wishes.pending.value.size).toBe(0);
});

test("whatever happens in whatever order, no control stays busy for ever", async () => {
  const step = fc.constantFrom("accept", "refuse", "unanswered", "muted", "unmuted", "gone", "wait");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      room.value = microphone(true);
      answers.length = 0;
      wishes.make(mute);
      for (const each of steps) {
        if (each === "accept") answers[0]?.({ kind: "accepted" });
        if (each === "unanswered") answers[0]?.({ kind: "unanswered" });
        if (each === "refuse") {
          const problem = { type: "about:blank", title: "", status: 409, detail: "", code: "intent.impossible" };
          answers[0]?.({ kind: "refused", problem });
        }
        if (each === "muted") room.value = microphone(false);
        if (each === "unmuted") room.value = microphone(true);
        if (each === "gone") room.value = exampleRoomState({ meeting: null });
        if (each === "wait") await clock.advance(1_000);
        await clock.advance(0);
      }
      answers[0]?.({ kind: "unanswered" });
      await clock.advance(11_000);
      expect(wishes.pending.value.size).toBe(0);
    }),
    { numRuns: 60 },
  );
});
