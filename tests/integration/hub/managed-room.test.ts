import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../simulators/free-port.ts";
import { RunningRoom } from "../room/running-room.ts";
import { type RunningLiveKit, startLiveKit } from "../support/livekit-server.ts";
import { HubKit } from "./hub-kit.ts";
import { HubProcess } from "./hub-process.ts";

let folder: string;
let livekit: RunningLiveKit;
let hub: HubProcess;
let room: RunningRoom;
const kit = new HubKit();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rk-managed-"));
  livekit = await startLiveKit();
  hub = new HubProcess(join(folder, "hub"));
  await hub.start();
  kit.hub = hub.asHub;
  await kit.signInFirst();
  const { url, apiKey, apiSecret } = livekit;
  expect((await kit.own("PUT", "/livekit", { url, apiKey, apiSecret })).status).toBe(200);
  const settings = `hub: { url: "${hub.url}", pin: "${hub.pin}" }\n`;
  room = await RunningRoom.start(livekit, undefined, {
    ...{ settings, files: {}, services: "[{ kind: hub }]" },
    // New settings build the room anew: it has to be found again.
    port: await freePort(),
  });
});
afterAll(async () => {
  await room?.stop();
  await hub?.kill();
  await livekit?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Shown {
  connected: boolean;
  status: string;
  reportedVersion: number;
  reportedStatus: string;
  reportedReason: string;
}

const outcome = async (path: string, verb: string) => {
  const asked = await kit.own<{ id: string }>("POST", `${path}/actions`, { verb });
  return kit.until<{ status: string; detail: string }>(`/actions/${asked.body.id}`, ({ status }) =>
    ["done", "failed", "refused", "expired", "unknown"].includes(status),
  );
};

const guestTicket = () => fetch(`${room.origin}/api/guest-ticket?name=Ana`);

test("a room is claimed with the code it shows, managed, and joins while its hub is dead", async () => {
  const programs = room.children("device-host");
  const { enrolment } = await room.until((state) => state.enrolment !== undefined);
  const claim = { code: enrolment?.code ?? "", name: "Oak" };
  const claimed = await kit.own<{ room: string; fingerprint: string }>("POST", "/claims", claim);
  expect(claimed.body.fingerprint).toBe(enrolment?.fingerprint);
  expect(enrolment?.url).toBe(`${hub.url}/claim#${claim.code}`);
  const path = `/rooms/${claimed.body.room}`;
  await kit.until<Shown>(path, ({ connected, status }) => connected && status === "idle");
  const asItIs = () => room.state().catch(() => null);
  await expect.poll(asItIs).toMatchObject({ phase: "ready" });
  await room.until(({ enrolment: shown }) => shown === undefined);

  await room.join("board");
  await kit.until<Shown>(path, ({ status }) => status === "meeting");
  const { token } = (await (await guestTicket()).json()) as { token: string };
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
  expect(claims).toMatchObject({ name: "Ana", sub: expect.stringMatching(/^guest-/), video: { room: "board" } });
  expect(await outcome(path, "mute")).toMatchObject({ status: "done" });
  await room.until(({ meeting: now }) => now?.microphone.on === false);

  // One roll-out after the other: the next is refused while one is under way.
  const manage = async (settings: object) => {
    const wanted = { name: "As it should be", kind: "room", scope: claimed.body.room, settings };
    await expect.poll(async () => (await kit.own("POST", "/rollouts", wanted)).status).toBe(200);
  };
  const { meeting } = await room.state();
  await manage({ room: { name: "Great Oak" }, policies: { joinButtonMinutes: 3 } });
  await kit.until<Shown>(
    path,
    ({ reportedVersion, reportedStatus }) => reportedVersion === 1 && reportedStatus === "applied",
  );
  await expect.poll(asItIs).toMatchObject({
    room: { id: "oak", name: "Great Oak" },
    meeting: { id: meeting?.id, phase: "connected" },
  });

  await manage({ room: { name: "Great Oak", zone: "Asia/Shanghai" } });
  await kit.until<Shown>(path, ({ reportedStatus }) => reportedStatus === "waiting");
  expect((await room.state()).room.zone).toBe("Europe/Berlin");
  // Neither the claim nor the live change has built anything anew.
  expect(room.children("device-host")).toEqual(programs);
  expect(await outcome(path, "leave")).toMatchObject({ status: "done" });
  await kit.until<Shown>(path, ({ reportedStatus }) => reportedStatus === "applied");
  await expect.poll(asItIs).toMatchObject({ room: { name: "Great Oak", zone: "Asia/Shanghai" }, phase: "ready" });

  await hub.kill();
  // What a meeting without a booking needs was fetched before, and outlives the daemon.
  await room.killAndStartAgain();
  expect((await room.state()).room.name).toBe("Great Oak");
  expect((await room.wish({ type: "meetNow" })).status).toBeLessThan(300);
  await room.until(({ meeting: now }) => now?.phase === "connected");
  expect((await guestTicket()).status).toBe(503);
  await room.wish({ type: "leave" });
  await room.until(({ meeting: now }) => now === null);
  await room.join("board");
  await hub.start();
  await kit.until<Shown>(path, ({ connected, status }) => connected && status === "meeting");
}, 400_000);
