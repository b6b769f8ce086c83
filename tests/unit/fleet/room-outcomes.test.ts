import { expect, test } from "vitest";
import { makeTestCall, switchDisplays } from "../../../src/fleet/room-outcomes.ts";
import type { SwitchedDisplay } from "../../../src/fleet/room-port.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { FakeRoom, meeting } from "./fake-room.ts";

/** A room with displays that a test steers, and test calls that it answers. */
class EquippedRoom extends FakeRoom {
  shown: SwitchedDisplay[] = [];
  calls = 0;
  onCall: () => void = () => undefined;
  displays = () => this.shown;
  testCall = () => {
    this.calls += 1;
    this.onCall();
  };
}

const display = (power: SwitchedDisplay["power"], trouble: string | null = null) => ({
  title: "Wall",
  ...{ power, trouble },
});

async function switched(room: EquippedRoom, clock: FakeClock, on: boolean, meanwhile: () => void) {
  room.deaf = true;
  const done = switchDisplays({ on }, room, clock).then(
    (text) => `done ${text}`,
    (error: Error) => `failed ${error.message}`,
  );
  await clock.advance(2_000);
  meanwhile();
  await clock.advance(60_000);
  return done;
}

test("a display counts as switched when it says so itself, not when it was told", async () => {
  const clock = new FakeClock();
  const room = new EquippedRoom();
  room.shown = [display("standby")];
  const answer = await switched(room, clock, true, () => {
    room.shown = [display("warming")];
  });
  expect(answer).toBe("done Wall: warming");
});

test("a display that stays as it was is told as failed, with its trouble", async () => {
  const room = new EquippedRoom();
  room.shown = [display("on", "it does not answer")];
  const answer = await switched(room, new FakeClock(), false, () => undefined);
  expect(answer).toBe("failed Wall: still on (it does not answer)");
});

test("of a display that never says how it is nobody claims that it obeyed", async () => {
  const room = new EquippedRoom();
  room.shown = [display(null)];
  const answer = await switched(room, new FakeClock(), true, () => undefined);
  expect(answer).toBe("done Wall: told, but it does not say whether it obeyed");
});

async function called(room: EquippedRoom) {
  const clock = new FakeClock();
  const done = makeTestCall(room, clock).then(
    (text) => `done ${text}`,
    (error: Error) => `failed ${error.message}`,
  );
  await clock.advance(90_000);
  return done;
}

test("a test call is left again, and tells what the room would use", async () => {
  const room = new EquippedRoom();
  room.onCall = () => room.set({ meeting: meeting() });
  const answer = await called(room);
  expect(answer).toMatch(/^done connected in 0\.\d s by livekit, line good; camera: none/);
  expect([room.current.meeting, room.wishes]).toEqual([null, [{ type: "leave" }]]);
});

test("a test call never disturbs a meeting", async () => {
  const room = new EquippedRoom();
  room.set({ meeting: meeting() });
  expect([await called(room), room.calls]).toEqual(["failed the room is in use", 0]);
});

test("a test call that is turned away tells why", async () => {
  const room = new EquippedRoom();
  const at = "2026-03-02T09:00:00Z";
  room.onCall = () =>
    room.set({ lastMeeting: { title: "", reason: "refused", code: "meeting.token", detail: "the hub is away", at } });
  expect(await called(room)).toBe("failed the meeting ended: refused the hub is away");
});

test("a test call that gets nowhere is left after a while", async () => {
  const room = new EquippedRoom();
  room.onCall = () => room.set({ meeting: meeting("joining") });
  expect(await called(room)).toBe("failed not connected after 45 s");
  expect(room.current.meeting).toBeNull();
});
