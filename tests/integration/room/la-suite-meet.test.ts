import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../../src/platform/clock.ts";
import { type SuiteMeet, suiteMeet } from "../../simulators/la-suite-meet.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { ownCertificate } from "../support/own-certificate.ts";
import { RunningRoom } from "./running-room.ts";

/** The daemon at a La Suite Meet that answers as the real one was measured, in front of a real LiveKit server. */
let livekit: RunningLiveKit;
let suite: SuiteMeet;
let room: RunningRoom;
let host: RoomServiceClient;
let folder: string;
let count = 0;
let slug: string;

/** Six hours, and what La Suite grants to guests. */
function tokenOf(sub: string, meeting: string, name = "Anonymous"): string {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const grants = { roomJoin: true, room: meeting, canPublish: true, canSubscribe: true, canPublishData: true };
  const sources = ["camera", "microphone", "screen_share", "screen_share_audio"];
  const claims = {
    ...{ iss: livekit.apiKey, sub, name, nbf: nowSeconds, exp: nowSeconds + 6 * 3600 },
    ...{ attributes: { color: "hsl(1, 2%, 3%)", room_role: "", is_authenticated: "false" } },
    video: { ...grants, canPublishSources: sources, canUpdateOwnMetadata: false, roomAdmin: false },
  };
  const parts = [{ alg: "HS256", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signature = createHmac("sha256", livekit.apiSecret).update(parts.join(".")).digest("base64url");
  return [...parts, signature].join(".");
}

beforeAll(async () => {
  livekit = await startLiveKit();
  host = new RoomServiceClient(livekit.url.replace("ws:", "http:"), livekit.apiKey, livekit.apiSecret);
  const tls = await ownCertificate();
  suite = await suiteMeet(systemClock, {
    tls,
    livekit: livekit.url.replace("ws:", "http:"),
    makeToken: tokenOf,
    onHand: (meeting, identity, raised) =>
      void host.updateParticipant(meeting, identity, {
        attributes: { handRaisedAt: raised ? new Date().toISOString() : "" },
      }),
  });
  folder = await mkdtemp(join(tmpdir(), "suite-"));
  await writeFile(join(folder, "ca.pem"), tls.cert);
  process.env.NODE_EXTRA_CA_CERTS = join(folder, "ca.pem");
  const own = new URL(suite.server.origin).host;
  room = await RunningRoom.start(livekit, undefined, {
    settings: `calendar: { recognition: { hosts: { la-suite-meet: ["${own}"] } } }\n`,
    files: {},
  });
});
afterAll(async () => {
  delete process.env.NODE_EXTRA_CA_CERTS;
  await room?.stop();
  suite?.close();
  await livekit?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  slug = `abc-defg-${"hijklmnop".slice(count, ++count + 2).padEnd(3, "x")}`;
});
afterEach(async () => {
  if ((await room.state()).meeting !== null) await room.wish({ type: "leave" });
  await room.until(({ meeting }) => meeting === null);
});

const register = (accessLevel: "public" | "restricted") => suite.rooms.set(slug, { id: `room-${slug}`, accessLevel });
const follow = (text = `${suite.server.origin}/${slug}`) => room.wish({ type: "join", link: text });
const people = () => host.listParticipants(`room-${slug}`);
const waiting = (name: string) =>
  [...suite.visitors].find(([, one]) => one.status === "waiting" && one.username === name && one.room === slug)?.[0];
const connected = () =>
  room.until((state) => state.meeting?.phase === "connected" && state.meeting.camera.on && state.meeting.microphone.on);

test("a public room, however its link is written: in at once, and the same one after the daemon was killed", async () => {
  register("public");
  await follow(`${suite.server.origin}/${slug.toUpperCase().replaceAll("-", "")}`);
  await connected();
  const [before] = await people();
  expect(before?.identity).toMatch(/^[0-9a-f]{8}-/);
  await room.killAndStartAgain();
  await connected();
  expect((await people()).map(({ identity }) => identity)).toEqual([before?.identity]);
});

test("the lobby: waiting is shown, the host lets in; the display waits, too, says so, and is nobody else", async () => {
  register("restricted");
  await follow();
  await room.until(({ meeting }) => meeting?.phase === "lobby");
  expect(suite.decide(waiting("Oak") ?? "", true)).toBe(200);
  await connected();
  const ask = () => fetch(`${room.origin}/api/display-ticket`);
  const first = ask();
  await room.until(({ meeting }) => meeting?.displayWaits === true);
  expect(suite.decide(waiting("Oak display") ?? "", true)).toBe(200);
  const answer = await first;
  expect(answer.status).toBe(200);
  await room.until(({ meeting }) => meeting?.displayWaits === false);
  expect((await room.state()).meeting?.participants).toEqual([]);
});

test("denied: the room stops at once and does not ring the host again", async () => {
  register("restricted");
  await follow();
  await room.until(({ meeting }) => meeting?.phase === "lobby");
  const rings = suite.rings;
  suite.decide(waiting("Oak") ?? "", false);
  const { lastMeeting } = await room.until(({ meeting }) => meeting === null);
  expect(lastMeeting).toMatchObject({ reason: "denied", code: "meeting.denied" });
  expect(suite.rings).toBe(rings);
});

test("a room that is not registered is said, not silently sat in", async () => {
  await follow();
  const { lastMeeting } = await room.until(
    ({ meeting, lastMeeting: last }) => meeting === null && last?.reason === "refused",
  );
  expect(lastMeeting).toMatchObject({ code: "meeting.unknown" });
  expect(lastMeeting?.detail).toContain("not registered");
});

test("the hand is raised by the service, and shown when others see it", async () => {
  register("public");
  await follow();
  await connected();
  expect(await room.wish({ type: "raiseHand", raised: true })).toMatchObject({ status: 202 });
  await room.until(({ meeting }) => meeting?.hand?.raised === true);
  await room.wish({ type: "raiseHand", raised: false });
  await room.until(({ meeting }) => meeting?.hand?.raised === false);
});
