import { expect, test } from "vitest";
import { ServerProbe } from "../../../src/health/server-probe.ts";
import { reasonToGiveUp } from "../../../src/room/reconnect-watch.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

function setUp() {
  const clock = new FakeClock();
  const state = { up: true, hangs: false, asked: [] as string[] };
  const probe = new ServerProbe({
    clock,
    ask(url, signal) {
      state.asked.push(url);
      if (state.hangs) return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      return state.up ? Promise.resolve() : Promise.reject(new Error("refused"));
    },
  });
  return { clock, state, probe };
}

test("a server that stops answering is known within 1.2 s, one that hangs too", async () => {
  for (const fail of ["up", "hangs"] as const) {
    const { clock, state, probe } = setUp();
    probe.watch("wss://sfu.example/rtc");
    await clock.advance(1000);
    expect(probe.healthySinceMs()).not.toBeNull();
    state[fail] = fail === "hangs";
    await clock.advance(1200);
    expect(probe.healthySinceMs()).toBeNull();
  }
});

test("what is asked is the plain HTTP address of the LiveKit URL", async () => {
  const { clock, state, probe } = setUp();
  probe.watch("wss://sfu.example:7443/path?x=1");
  await clock.advance(0);
  expect(state.asked).toEqual(["https://sfu.example:7443/"]);
});

test("who waits for the server is woken when it answers, and only then", async () => {
  const { clock, state, probe } = setUp();
  state.up = false;
  probe.watch("ws://sfu");
  await clock.advance(1000);
  let woken = false;
  void probe.reachable(new AbortController().signal).then(() => (woken = true));
  await clock.advance(5000);
  expect(woken).toBe(false);
  state.up = true;
  await clock.advance(300);
  expect(woken).toBe(true);
});

test("waiting can be given up, and leaves nothing behind", async () => {
  const { clock, state, probe } = setUp();
  state.up = false;
  probe.watch("ws://sfu");
  const abort = new AbortController();
  const waiting = probe.reachable(abort.signal);
  abort.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
  probe.stop();
  await clock.advance(2000);
  expect(clock.pendingTimers).toBe(0);
});

test("watching the same server again does not forget that it is healthy", async () => {
  const { clock, probe } = setUp();
  probe.watch("ws://sfu");
  await clock.advance(1000);
  probe.watch("ws://sfu");
  expect(probe.healthySinceMs()).not.toBeNull();
});

test.each([
  ["the server does not answer: wait", 1000, null, 9000, false],
  ["it answered all the time: soon", 1000, 0, 1299, false],
  ["it answered all the time: now", 1000, 0, 1300, true],
  ["it came back: its own resume gets a chance", 1000, 5000, 6199, false],
  ["it came back a while ago: now", 1000, 5000, 6200, true],
])("giving a worker up that reconnects: %s", (_, since, healthy, now, gives) => {
  expect(reasonToGiveUp(since, healthy, now) !== null).toBe(gives);
});
