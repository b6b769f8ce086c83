import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { RunningRoom } from "./running-room.ts";

/** A phone in the room, by the code of the display. */
let server: RunningLiveKit;
let room: RunningRoom;

beforeAll(async () => {
  server = await startLiveKit();
  const place = { within: [], listen: "0.0.0.0", address: "127.0.0.1" };
  room = await RunningRoom.start(server, place, { settings: "", files: {} }, "phone: true, names: [oak.example.org]");
});
afterAll(async () => {
  await room?.stop();
  await server?.stop();
});

const post = async (path: string, body: object) => {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${room.origin}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as { code?: string; url?: string } };
};
const code = async () => {
  const { url } = (await (await fetch(`${room.origin}/api/phone-code`)).json()) as { url: string };
  return /^http:\/\/oak\.example\.org:\d+\/phone#(\w+)$/.exec(url)?.[1] ?? "";
};

test("a link from a phone leads the room into the meeting; its code works once, the next one opens the meeting on a phone", async () => {
  const first = await code();
  expect(await post("/api/phone/link", { code: first, link: "no link at all" })).toMatchObject({ status: 409 });
  expect(await post("/api/phone/link", { code: first, link: "https://meet.example.org/rooms/oak" })).toMatchObject({
    status: 202,
  });
  await room.until(({ meeting }) => meeting?.phase === "connected");
  expect(await post("/api/phone/meeting", { code: first })).toMatchObject({
    status: 409,
    body: { code: "phone.code" },
  });
  const second = await code();
  expect(await post("/api/phone/meeting", { code: second })).toEqual({
    status: 200,
    body: { url: "https://meet.example.org/rooms/oak" },
  });
  await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
  expect(await post("/api/phone/meeting", { code: await code() })).toMatchObject({
    status: 409,
    body: { code: "meeting.unknown" },
  });
});

test("the code is in no state that pages and hub see", async () => {
  expect(JSON.stringify(await room.state())).not.toContain(await code());
});
