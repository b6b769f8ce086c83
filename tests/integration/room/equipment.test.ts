import { afterAll, beforeAll, expect, test } from "vitest";
import type { EquipmentLevels } from "../../../src/protocol/panel.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { RunningRoom } from "./running-room.ts";

let server: RunningLiveKit;
let room: RunningRoom;

beforeAll(async () => {
  server = await startLiveKit();
  room = await RunningRoom.start(server);
});
afterAll(async () => {
  await room?.stop();
  await server?.stop();
});

const post = (path: string, body?: object) =>
  fetch(`${room.origin}${path}`, {
    method: "POST",
    ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
const look = async (picture: boolean) => (await (await post("/api/check", { picture })).json()) as EquipmentLevels;
const pictureOf = async () => await fetch(`${room.origin}/api/check/picture`);
const options = { interval: 100 };

async function seesAndHears() {
  await expect.poll(() => look(true), options).toMatchObject({ picture: expect.any(Number) });
  // The bench's microphone hears its tone.
  await expect.poll(async () => (await look(true)).microphone, options).toBeGreaterThan(0.05);
  const { picture } = await look(true);
  await expect.poll(async () => (await look(true)).picture ?? 0, options).toBeGreaterThan(picture ?? 0);
  const jpeg = new Uint8Array(await (await pictureOf()).arrayBuffer());
  expect([...jpeg.slice(0, 2), ...jpeg.slice(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
  expect(jpeg.length).toBeGreaterThan(1_000);
  expect(jpeg.length).toBeLessThan(60_000);
}

test("before a meeting people see themselves, and the devices are let go when nobody looks any more", async () => {
  await seesAndHears();
  await expect.poll(async () => (await pictureOf()).status, { interval: 500 }).toBe(404);
});

test("the test tone is played by the speaker", async () => {
  expect((await post("/api/check/tone")).status).toBe(202);
  await expect.poll(async () => (await look(false)).speaker, options).toBeGreaterThan(0.02);
  await expect.poll(async () => (await look(false)).speaker, options).toBe(0);
});

test("who looks while the room joins goes on looking, and the camera works in the meeting", async () => {
  await seesAndHears();
  await room.join("mirror");
  await room.until(({ meeting }) => meeting?.camera.on === true);
  await seesAndHears();
  await room.wish({ type: "setCamera", on: false });
  await room.until(({ meeting }) => meeting?.camera.on === false);
  await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
});

test("a report keeps state, versions and the log's end, and neither secrets nor names", async () => {
  await room.join("a-secret-subject");
  await room.until(({ meeting }) => meeting?.phase === "connected");
  const { id } = (await (await post("/api/reports", { about: "sound" })).json()) as { id: string };
  const text = await (await fetch(`${room.origin}/api/reports/${id}`)).text();
  const report = JSON.parse(text) as { evidence: Record<string, unknown> };
  expect(Object.keys(report.evidence)).toEqual(
    expect.arrayContaining(["versions", "state", "devices", "statistics", "log"]),
  );
  expect(report.evidence.log).not.toEqual([]);
  expect(JSON.stringify(report.evidence.state)).not.toContain("a-secret-subject");
  expect(text).not.toContain(server.apiSecret);
  await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
});
