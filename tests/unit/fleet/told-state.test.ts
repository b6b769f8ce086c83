import { expect, test } from "vitest";
import { FleetMember } from "../../../src/fleet/fleet-member.ts";
import type { HubSocketEvents } from "../../../src/fleet/hub-socket.ts";
import { MemoryJournal } from "../../../src/fleet/keyed-journal.ts";
import { silentLog } from "../../../src/platform/log.ts";
import type { UpBodies } from "../../../src/protocol/hub/bodies.ts";
import { StateMirror } from "../../../src/protocol/hub/state-mirror.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { agendaEntry, FakeRoom } from "./fake-room.ts";

/** A room with a hub that takes everything it says. */
function linked() {
  const clock = new FakeClock();
  const mirror = new StateMirror();
  const room = new FakeRoom();
  room.set({ agenda: [agendaEntry("The merger")] });
  let events: HubSocketEvents;
  let sent = 0;
  const tell = (frame: object) => events.onText(JSON.stringify(frame));
  const welcome = { protocol: 1, session: "s", resumed: false, received: 0, now: clock.now(), heartbeatMs: 10_000 };
  const hear = (text: string) => {
    const frame = JSON.parse(text) as { type: string; seq: number; body: UpBodies["snapshot"] };
    if (frame.type === "hello") return tell({ type: "welcome", ...welcome });
    if (frame.type !== "data") return;
    if (["snapshot", "changes"].includes(frame.body.kind)) mirror.take(frame.body);
    tell({ type: "ack", ack: frame.seq });
  };
  const member = new FleetMember({
    ...{ room, clock, log: silentLog, host: {}, machine: "m", software: "1", random: () => 0.5 },
    configurable: { isLive: () => false, apply: () => Promise.resolve() },
    dial: (_, given) => {
      events = given;
      return Promise.resolve({ send: hear, close() {} });
    },
    nextConnection: () => Promise.resolve(1),
    journals: { outbox: new MemoryJournal(), actions: new MemoryJournal(), target: new MemoryJournal() },
  });
  const watch = () => tell({ type: "data", seq: ++sent, ack: 0, body: { kind: "watch", forMs: 30_000 } });
  return { clock, mirror, room, member, watch };
}

test("a room stops telling what is booked when nobody has looked for a while, without being told to", async () => {
  const { clock, mirror, room, member, watch } = linked();
  await member.start();
  await clock.advance(1);
  expect(mirror.state).not.toHaveProperty("agenda");
  watch();
  await clock.advance(20_000);
  expect(mirror.state?.agenda).toHaveLength(1);
  watch();
  await clock.advance(20_000);
  room.set({ agenda: [] });
  await clock.advance(1);
  expect(mirror.state?.agenda).toEqual([]);
  await clock.advance(10_000);
  expect(mirror.state).not.toHaveProperty("agenda");
  member.stop();
});
