import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { laSuiteMeetService } from "../../../src/services/la-suite-meet.ts";
import type { Ticket } from "../../../src/services/service.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { type SuiteMeet, suiteMeet } from "../../simulators/la-suite-meet.ts";

const uuid = "5f7c1f5e-3a43-4c43-9d0a-0f8de9a3f001";
const slug = "abc-defg-hij";

let suite: SuiteMeet;
let clock: FakeClock;
let lobbies: number;
let abort: AbortController;

beforeEach(async () => {
  clock = new FakeClock();
  lobbies = 0;
  abort = new AbortController();
  suite = await suiteMeet(clock);
  suite.rooms.set(slug, { id: "1b9a2c4e-0000-4000-8000-000000000001", accessLevel: "public" });
});
afterEach(() => {
  abort.abort();
  suite.close();
});

const service = laSuiteMeetService({ kind: "la-suite-meet", name: "visio", hosts: ["visio.example"] });
const targetOf = (room: string) => ({
  service: "visio",
  room,
  url: `${suite.server.origin}/${room}`,
  passphrase: null,
  direct: null,
});
const enter = (room = slug): Promise<Ticket> =>
  service.enter(
    targetOf(room),
    { purpose: "room", identity: "room-oak", uuid, name: "Oak" },
    { signal: abort.signal, clock, onLobby: () => lobbies++ },
  );
const restrict = () => suite.rooms.set(slug, { id: "r", accessLevel: "restricted" });
const knocks = () => suite.server.asked.filter(({ path }) => path.endsWith("/request-entry/"));

/** Lets `seconds` pass, each with its knock. */
async function wait(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    await clock.advance(1000);
  }
  await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
}
const endOf = (entering: Promise<Ticket>) => entering.then(() => null).catch((error: unknown) => error);

describe("a public room", () => {
  test("one knock with the device's own identity, slash and JSON, and no ghost after a crash", async () => {
    expect(await enter()).toMatchObject({ url: "https://lk.example", passphrase: null });
    const [knock] = knocks();
    expect(knock).toMatchObject({ path: `/api/v1.0/rooms/${slug}/request-entry/`, body: '{"username":"Oak"}' });
    expect(knock?.headers).toMatchObject({ "content-type": "application/json", cookie: `lobbyParticipantId=${uuid}` });
    await enter();
    expect(new Set(knocks().map(({ headers }) => headers.cookie)).size).toBe(1);
    expect(lobbies).toBe(0);
    // The other way in gives a new identity each time.
    expect(suite.server.asked.filter(({ method }) => method === "GET")).toEqual([]);
  });

  test("accepted without a token is an error, not a join into nothing", async () => {
    suite.troubles.push({ status: 200, body: { status: "accepted", livekit: null } });
    await expect(enter()).rejects.toThrow(/lacks livekit/);
  });
});

describe("the lobby", () => {
  test("waiting is said once, the place is kept, and the door opens", async () => {
    restrict();
    const ticket = enter();
    await wait(20);
    expect(suite.rings).toBe(1);
    expect(lobbies).toBe(1);
    expect(suite.decide(uuid, true)).toBe(200);
    await clock.advance(1000);
    expect(await ticket).toMatchObject({ url: "https://lk.example" });
  });

  test("denied: the room stops at the first one and does not ring the host again", async () => {
    restrict();
    const end = endOf(enter());
    await wait(2);
    suite.decide(uuid, false);
    await clock.advance(1000);
    expect(await end).toMatchObject({ code: "meeting.denied" });
    const before = knocks().length;
    await clock.advance(60_000);
    expect([knocks().length, suite.rings]).toEqual([before, 1]);
  });

  test("a network that stumbles while people wait does not end the waiting", async () => {
    restrict();
    const ticket = enter();
    await wait(1);
    suite.troubles.push(null, { status: 502, body: "<html>" }, null);
    await wait(5);
    expect(suite.decide(uuid, true)).toBe(200);
    await clock.advance(1000);
    expect(await ticket).toMatchObject({ url: "https://lk.example" });
    expect(lobbies).toBe(1);
  });

  test("a server that stays away for a minute ends it with the reason", async () => {
    restrict();
    const end = endOf(enter());
    await wait(1);
    suite.troubles.push(null, null);
    await wait(1);
    await clock.advance(61_000);
    expect(await end).toMatchObject({ code: "meeting.unreachable" });
  });

  test("nobody opens for ten minutes: the room goes away", async () => {
    restrict();
    const end = endOf(enter());
    await wait(1);
    await clock.advance(10 * 60_000);
    expect(await end).toMatchObject({ code: "meeting.denied", message: expect.stringContaining("10 minutes") });
  });

  test("leaving while it waits ends the knocking", async () => {
    restrict();
    const end = endOf(enter());
    await wait(1);
    abort.abort();
    expect(await end).not.toBeNull();
    const before = knocks().length;
    await clock.advance(10_000);
    expect(knocks().length).toBe(before);
  });

  test("a room that becomes public lets in at the next knock", async () => {
    restrict();
    const ticket = enter();
    await wait(1);
    suite.rooms.set(slug, { id: "r", accessLevel: "public" });
    await clock.advance(1000);
    expect(await ticket).toMatchObject({ url: "https://lk.example" });
  });
});

describe("no such room", () => {
  test("an unregistered room is said, not silently sat in", async () => {
    await expect(enter("xyz-aaaa-bbb")).rejects.toThrow(/not registered: check the address/);
  });

  test("a deployment that has no phantom rooms says that there is none yet", async () => {
    suite.close();
    suite = await suiteMeet(clock, { allowUnregistered: false });
    await expect(enter()).rejects.toMatchObject({ code: "meeting.unknown", message: expect.stringContaining("(yet)") });
  });
});

test("throttled: it waits as long as it is told", async () => {
  suite.troubles.push({ status: 429, body: {}, headers: { "retry-after": "59" } });
  const ticket = enter();
  await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
  await clock.advance(58_000);
  expect(knocks()).toHaveLength(1);
  await clock.advance(1000);
  expect(await ticket).toMatchObject({ url: "https://lk.example" });
});

describe("the hand", () => {
  const raise = (ticket: Ticket, raised: boolean) => service.raiseHand?.(targetOf(slug), ticket, raised, abort.signal);

  test("is raised and lowered with the meeting's own token", async () => {
    const ticket = await enter();
    await raise(ticket, true);
    expect(suite.hands.get(uuid)).toBe(true);
    await raise(ticket, false);
    expect(suite.hands.get(uuid)).toBe(false);
  });

  test("a token that is not taken is a clear refusal without the token in it", async () => {
    const refused = await raise({ url: "", token: "eyJhbGciOi.eyJzdWIi.sig", passphrase: null }, true)?.catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: "meeting.refused" });
    expect(String(refused)).not.toContain("eyJ");
  });
});
