import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../../src/platform/clock.ts";
import { livekitMeetService } from "../../../src/services/livekit-meet.ts";
import { type Said, type StandIn, standIn } from "../../simulators/http-stand-in.ts";

const details = { serverUrl: "wss://lk", roomName: "a", participantToken: "jwt", participantName: "Oak" };
let server: StandIn;
afterEach(() => server.close());

async function enter(said: Said, room = "ab12-cd34", query = "") {
  server = await standIn(() => said);
  return await livekitMeetService({ kind: "livekit-meet", name: "meet", hosts: ["meet.example"] }).enter(
    { service: "meet", room, url: `${server.origin}/rooms/${room}${query}`, passphrase: "key", direct: null },
    { purpose: "room", identity: "room-oak", uuid: "5f7c1f5e-3a43-4c43-9d0a-0f8de9a3f001", name: "Room A" },
    { signal: new AbortController().signal, clock: systemClock, onLobby() {} },
  );
}

test("keeps its identity by the cookie, its passphrase by itself", async () => {
  expect(await enter({ status: 200, body: details })).toEqual({ url: "wss://lk", token: "jwt", passphrase: "key" });
  expect(server.asked[0]).toMatchObject({
    path: "/api/connection-details?roomName=ab12-cd34&participantName=Room+A",
    headers: { cookie: "random-participant-postfix=5f7c1f5e3a43" },
  });
});

test("the raw path segment is the room: it is not decoded on the way", async () => {
  await enter({ status: 200, body: details }, "salle%20%C3%A9");
  const query = new URL(server.asked[0]?.path ?? "", server.origin).searchParams;
  expect(query.get("roomName")).toBe("salle%20%C3%A9");
});

test("a region in the link is passed on, nothing else of it", async () => {
  await enter({ status: 200, body: details }, "a", "?region=eu&x=1#key");
  expect(server.asked[0]?.path).toBe("/api/connection-details?roomName=a&participantName=Room+A&region=eu");
});

test.each([
  [{ status: 400, body: "Missing required query parameter: roomName" }, /400 Missing required/],
  [{ status: 500, body: "LIVEKIT_URL is not defined" }, /500 LIVEKIT_URL/],
  [{ status: 200, body: "<html>" }, /not JSON/],
  [{ status: 200, body: {} }, /lacks serverUrl/],
])("a bad answer is a clear error: %j", async (said, message) => {
  await expect(enter(said)).rejects.toThrow(message);
});
