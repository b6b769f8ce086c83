import { beforeEach, expect, test } from "vitest";
import type { PanelDown } from "../../../src/protocol/panel.ts";
import type { LineSocket } from "../../../src/web/shared/connection/line-socket.ts";
import { Link, type LinkPhase } from "../../../src/web/shared/connection/link.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

class PlayedSocket implements LineSocket {
  sent: { type: string; id: string }[] = [];
  closed = false;
  #message = (_: string) => {};
  #close = () => {};
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
  }
  onMessage(run: (text: string) => void) {
    this.#message = run;
  }
  onClose(run: () => void) {
    this.#close = run;
  }
  tell(message: PanelDown | string) {
    this.#message(typeof message === "string" ? message : JSON.stringify(message));
  }
  tellState(version = 1) {
    this.tell({ type: "state", version, now: "2026-11-25T09:52:00Z", state: exampleRoomState() });
  }
  breakDown() {
    this.#close();
  }
}

let clock: FakeClock;
let sockets: PlayedSocket[];
let phases: LinkPhase[];
let versions: number[];
let link: Link;

const last = () => sockets.at(-1)!;

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  phases = [];
  versions = [];
  link = new Link({
    open: () => {
      const socket = new PlayedSocket();
      sockets.push(socket);
      return socket;
    },
    timers: clock,
    jitter: () => 0,
    onPhase: (phase) => phases.push(phase),
    onState: (_, __, version) => versions.push(version),
  });
});

test("the first state makes it live", () => {
  last().tellState();
  expect(phases).toEqual(["live"]);
});

test("a daemon that is down is tried again and again, with growing pauses of at most 5 s", async () => {
  for (let round = 0; round < 8; round++) {
    last().breakDown();
    await clock.advance(5_000);
    expect(sockets).toHaveLength(round + 2);
  }
  expect(phases).toEqual([]);
});

test("a line that opens and then says nothing is given up", async () => {
  await clock.advance(5_000);
  expect(last().closed).toBe(true);
  await clock.advance(5_000);
  expect(sockets.length).toBeGreaterThan(1);
});

test("a restarted daemon counts its states from the start: they are believed", async () => {
  last().tellState(900);
  last().breakDown();
  await clock.advance(5_000);
  last().tellState(1);
  expect(versions).toEqual([900, 1]);
  expect(phases).toEqual(["live", "lost", "live"]);
});

test("a silent line is dead after 22 s, a repeated state keeps it alive", async () => {
  last().tellState();
  await clock.advance(15_000);
  last().tellState();
  await clock.advance(15_000);
  expect(phases).toEqual(["live"]);
  await clock.advance(8_000);
  expect(phases).toEqual(["live", "lost"]);
});

test("a message that is not of this protocol gets a new line, not a frozen page", async () => {
  last().tellState();
  last().tell("<html>");
  expect(phases).toEqual(["live", "lost"]);
  await clock.advance(5_000);
  last().tell('{"type":"mystery"}');
  await clock.advance(5_000);
  last().tellState();
  expect(phases.at(-1)).toBe("live");
});

test("what comes late over an old line is not believed", async () => {
  const old = last();
  old.tellState();
  old.breakDown();
  await clock.advance(5_000);
  last().tellState(2);
  old.tellState(77);
  expect(versions).toEqual([1, 2]);
});

test("each answer goes to its own wish", async () => {
  last().tellState();
  const leave = link.send({ type: "leave" });
  const mute = link.send({ type: "setMicrophone", on: false });
  const [first, second] = last().sent;
  const problem = { type: "about:blank", title: "no", status: 409, detail: "no", code: "intent.impossible" };
  last().tell({ type: "refused", id: second!.id, problem });
  last().tell({ type: "accepted", id: first!.id });
  expect(await leave).toEqual({ kind: "accepted" });
  expect(await mute).toEqual({ kind: "refused", problem });
});

test("a wish without an answer ends after 8 s, and its late answer harms nobody", async () => {
  last().tellState();
  const leave = link.send({ type: "leave" });
  await clock.advance(8_000);
  expect(await leave).toEqual({ kind: "unanswered" });
  last().tell({ type: "accepted", id: last().sent[0]!.id });
});

test("a wish on a broken line is not kept for later: nobody joins minutes after the tap", async () => {
  last().tellState();
  last().breakDown();
  expect(await link.send({ type: "meetNow" })).toEqual({ kind: "unanswered" });
  await clock.advance(5_000);
  last().tellState();
  expect(last().sent).toEqual([]);
});

test("a page that wakes up tries at once", async () => {
  for (let round = 0; round < 6; round++) {
    last().breakDown();
    await clock.advance(5_000);
  }
  last().breakDown();
  const before = sockets.length;
  link.hurry();
  expect(sockets).toHaveLength(before + 1);
  link.hurry();
  expect(sockets).toHaveLength(before + 1);
});
