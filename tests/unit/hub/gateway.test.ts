import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import type { WebSocket } from "ws";
import { Gateway, type GatewayParts } from "../../../src/hub/gateway/gateway.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

/** A room that has been let in, at a hub whose time a test moves. */
async function letIn() {
  const clock = new FakeClock();
  const presence: boolean[] = [];
  const traffic = {
    lastSighting: () => Promise.resolve(null),
    seen: () => Promise.resolve(),
    outstanding: () => Promise.resolve([]),
    presence: (_: unknown, now: boolean) => void presence.push(now),
  };
  const times = { heartbeatMs: 10_000, resumeMs: 60_000, blinkMs: 5000 };
  const gateway = new Gateway({ traffic, clock, log: silentLog, times } as unknown as GatewayParts);
  let cut = false;
  const socket = Object.assign(new EventEmitter(), {
    ...{ readyState: 1, OPEN: 1, bufferedAmount: 0 },
    send() {},
    close() {},
    terminate() {
      cut = true;
      socket.emit("close", 1006);
    },
  });
  const identity = { organisation: "o", room: "oak", serial: "1", renewOnly: false };
  gateway.accept(socket as unknown as WebSocket, identity, "127.0.0.1");
  const say = (frame: object) => socket.emit("message", Buffer.from(JSON.stringify(frame)), false);
  const start = { session: null, received: 0, boot: "b", connection: 1, machine: "m", urgency: "idle", target: 0 };
  say({ type: "hello", protocol: { min: 1, max: 1 }, software: "1", ...start });
  await clock.advance(1);
  expect(presence).toEqual([true]);
  return { clock, presence, say, cut: () => cut };
}

test("a room that says nothing is cut off, and offline when it does not come back", async () => {
  const { clock, presence, cut } = await letIn();
  await clock.advance(24_000);
  expect(cut()).toBe(false);
  await clock.advance(10_000);
  expect(cut()).toBe(true);
  expect(presence).toEqual([true, false]);
});

test("a hub that stood still for a minute does not cut off the rooms that it could not hear", async () => {
  const { clock, presence, say, cut } = await letIn();
  clock.standStill(60_000);
  await clock.advance(9000);
  expect(cut()).toBe(false);
  say({ type: "ack", ack: 0 });
  await clock.advance(20_000);
  expect([cut(), presence]).toEqual([false, [true]]);
});
