import { expect, test } from "vitest";
import { HubLink } from "../../../src/fleet/hub-link.ts";
import { DialRefused, type HubSocketEvents } from "../../../src/fleet/hub-socket.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

interface Attempt {
  events: HubSocketEvents;
  sent: string[];
  closed: boolean;
}

/** A link whose connections a test answers. `onDial` may fail, or end the connection at once. */
function link(onDial: (attempt: Attempt, count: number) => void = () => undefined) {
  const clock = new FakeClock();
  const attempts: Attempt[] = [];
  const made = new HubLink({
    dial: (_, events) => {
      const attempt: Attempt = { events, sent: [], closed: false };
      attempts.push(attempt);
      onDial(attempt, attempts.length);
      return Promise.resolve({
        send: (text: string) => void attempt.sent.push(text),
        close: () => {
          attempt.closed = true;
        },
      });
    },
    clock,
    log: silentLog,
    software: "1",
    boot: "b",
    machine: "m",
    nextConnection: () => Promise.resolve(attempts.length + 1),
    urgency: () => "idle",
    target: () => 0,
    receive: () => undefined,
    stored: () => undefined,
    random: () => 0.5,
  });
  const welcome = (at: number, heartbeatMs = 10_000) =>
    attempts[at]!.events.onText(
      JSON.stringify({
        type: "welcome",
        protocol: 1,
        session: "s",
        resumed: false,
        received: 0,
        now: 5_000_000,
        heartbeatMs,
      }),
    );
  return { clock, attempts, made, welcome };
}

test("a connection that ends in the moment it opens is followed by another", async () => {
  const { clock, attempts, made } = link((attempt, count) => count === 1 && attempt.events.onClose("reset"));
  made.start();
  await clock.advance(10_000);
  expect(attempts.length).toBe(2);
  expect(attempts[1]?.sent.length).toBe(1);
});

test("a hub that falls silent is left, also when the old connection never says that it has ended", async () => {
  const { clock, attempts, made, welcome } = link();
  made.start();
  await clock.advance(1);
  welcome(0);
  await clock.advance(40_000);
  expect(attempts[0]?.closed).toBe(true);
  expect(attempts.length).toBeGreaterThan(1);
  welcome(1);
  attempts[0]?.events.onClose("late");
  attempts[0]?.events.onText("late nonsense");
  expect(made.online).toBe(true);
});

test("a computer that stood still does not take its own pause for the hub's silence", async () => {
  const { clock, attempts, made, welcome } = link();
  made.start();
  await clock.advance(1);
  welcome(0);
  await clock.advance(5000);
  clock.standStill(60_000);
  await clock.advance(10_000);
  expect(attempts.map(({ closed }) => closed)).toEqual([false]);
  // What it does not hear after that is silence.
  await clock.advance(30_000);
  expect(attempts[0]?.closed).toBe(true);
});

test("a room that is told when to come again does not come sooner", async () => {
  const { clock, attempts, made } = link((_, count) => {
    if (count === 1) throw new DialRefused(429, 60_000, "busy");
  });
  made.start();
  await clock.advance(60_000);
  expect(attempts.length).toBe(1);
  await clock.advance(31_000);
  expect(attempts.length).toBe(2);
});

test("the hub's clock is followed although the room's own jumps", async () => {
  const { clock, made, welcome } = link();
  made.start();
  await clock.advance(1);
  welcome(0);
  await clock.advance(7_000);
  expect(made.hubNow()).toBe(5_007_000);
});

test("after stop nothing is tried any more", async () => {
  const { clock, attempts, made, welcome } = link();
  made.start();
  await clock.advance(1);
  welcome(0);
  made.stop();
  attempts[0]?.events.onClose("1000");
  await clock.advance(600_000);
  expect([attempts.length, clock.pendingTimers]).toEqual([1, 0]);
});
