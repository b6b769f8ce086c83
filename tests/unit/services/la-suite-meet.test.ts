import { afterEach, expect, test, vi } from "vitest";
import { laSuiteMeetService } from "../../../src/services/la-suite-meet.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { type Said, type StandIn, standIn } from "../../simulators/http-stand-in.ts";

const uuid = "5f7c1f5e-3a43-4c43-9d0a-0f8de9a3f001";
const livekit = { url: "https://lk.example", room: "r", token: "jwt" };
const waiting: Said = { status: 200, body: { status: "waiting", id: uuid, livekit: null } };
const accepted: Said = { status: 200, body: { status: "accepted", id: uuid, livekit } };
const denied: Said = { status: 200, body: { status: "denied", id: uuid, livekit: null } };
const notFound: Said = { status: 404, body: { detail: "No Room matches the given query." } };

let server: StandIn;
let clock: FakeClock;
let lobbies: number;
const abort = new AbortController();

/** Enters; the door answers one after the other, the last one for ever. */
async function enter(door: Said[], room: Said = notFound) {
  clock = new FakeClock();
  lobbies = 0;
  let knocks = 0;
  server = await standIn(({ path }) =>
    path.endsWith("/request-entry/") ? (door[Math.min(knocks++, door.length - 1)] as Said) : room,
  );
  const service = laSuiteMeetService({ kind: "la-suite-meet", name: "visio", hosts: ["visio.example"] });
  return service.enter(
    { service: "visio", room: "abc-defg-hij", url: `${server.origin}/abc-defg-hij`, passphrase: null, direct: null },
    { purpose: "room", identity: "room-oak", uuid, name: "Oak" },
    { signal: abort.signal, clock, onLobby: () => lobbies++ },
  );
}

const knocks = () => server.asked.filter(({ method }) => method === "POST");

afterEach(() => server.close());

test("a public room: one knock with the device's own identity, slash and JSON", async () => {
  expect(await enter([accepted])).toEqual({ url: "https://lk.example", token: "jwt", passphrase: null });
  const [knock] = knocks();
  expect(knock).toMatchObject({ path: "/api/v1.0/rooms/abc-defg-hij/request-entry/", body: '{"username":"Oak"}' });
  expect(knock?.headers).toMatchObject({ "content-type": "application/json", cookie: `lobbyParticipantId=${uuid}` });
  expect(lobbies).toBe(0);
});

test("the lobby: the place is kept by asking each second, said once, and the door opens", async () => {
  const ticket = enter([waiting, waiting, waiting, accepted]);
  for (let second = 1; second <= 3; second++) {
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    expect(knocks()).toHaveLength(second);
    await clock.advance(1000);
  }
  expect(await ticket).toMatchObject({ token: "jwt" });
  expect(lobbies).toBe(1);
});

test("denied: the room stops at once and does not ring the host again", async () => {
  await expect(enter([denied])).rejects.toMatchObject({ code: "meeting.denied" });
  await clock.advance(60_000);
  expect(knocks()).toHaveLength(1);
});

test("an unregistered room is said, not silently sat in", async () => {
  const phantom: Said = { status: 200, body: { id: null, access_level: "public", livekit } };
  await expect(enter([notFound], phantom)).rejects.toThrow(/not registered: check the address/);
});

test("no such room", async () => {
  await expect(enter([notFound])).rejects.toMatchObject({ code: "meeting.unknown" });
});

test("throttled: it waits as long as it is told", async () => {
  const ticket = enter([{ status: 429, body: {}, headers: { "retry-after": "59" } }, accepted]);
  await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
  await clock.advance(58_000);
  expect(knocks()).toHaveLength(1);
  await clock.advance(1000);
  expect(await ticket).toMatchObject({ token: "jwt" });
});

test("accepted without a token is an error, not a join into nothing", async () => {
  await expect(enter([{ status: 200, body: { status: "accepted", livekit: null } }])).rejects.toThrow(/lacks livekit/);
});
