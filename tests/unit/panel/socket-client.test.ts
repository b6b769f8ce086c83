import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { IntentLedger } from "../../../src/panel/intent-ledger.ts";
import { SocketClient } from "../../../src/panel/socket-client.ts";
import { StateText } from "../../../src/panel/state-text.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { exampleRoomState } from "../../simulators/example-room-state.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

function setUp() {
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: vi.fn((_: string, sent: () => void) => sent()),
    terminate: vi.fn(),
  });
  const clock = new FakeClock();
  const room = { state: () => ({ version: 1, state: exampleRoomState() }), onChange: () => () => {}, wish: () => {} };
  const ports = { room, clock, log: silentLog };
  return { socket, clock, client: new SocketClient(socket as unknown as WebSocket, ports, new StateText(room)) };
}

test("a page that goes while a state waits for its turn is sent nothing more", async () => {
  const { socket, clock, client } = setUp();
  client.changed();
  socket.emit("close");
  await clock.advance(1000);
  expect([socket.send.mock.calls.length, clock.pendingTimers]).toEqual([1, 0]);
});

test("a page that wishes and never reads the answers is dropped before they fill the memory", () => {
  const { socket } = setUp();
  socket.emit("message", Buffer.from("{}"), false);
  expect(socket.send).toHaveBeenCalledTimes(2);
  socket.bufferedAmount = 2 ** 20 + 1;
  socket.emit("message", Buffer.from("{}"), false);
  expect(socket.send).toHaveBeenCalledTimes(2);
  expect(socket.terminate).toHaveBeenCalledOnce();
});

test("the ledger remembers the newest ids and forgets the oldest, so that a page open for months costs nothing", async () => {
  const ledger = new IntentLedger<number>(2);
  const run = vi.fn(() => Promise.resolve(run.mock.calls.length));
  for (const id of ["a", "b", "c", "b", "c"]) await ledger.once(id, run);
  expect(run).toHaveBeenCalledTimes(3);
  expect([ledger.has("a"), ledger.has("b"), ledger.has("c")]).toEqual([false, true, true]);
  await ledger.once("a", run);
  expect(run).toHaveBeenCalledTimes(4);
  expect(ledger.pending).toBe(0);
});
