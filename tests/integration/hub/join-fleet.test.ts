import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownClaim } from "../../../src/fleet/enrolment.ts";
import { type FleetParts, joinFleet } from "../../../src/fleet/join-fleet.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeRoom, meeting } from "../../unit/fleet/fake-room.ts";
import { HubKit } from "./hub-kit.ts";

let kit: HubKit;
beforeAll(async () => {
  kit = await HubKit.start({ times: { heartbeatMs: 1000, blinkMs: 300 } });
  await kit.signInFirst();
});
afterAll(() => kit.stop());

interface Room {
  connected: boolean;
  targetVersion: number;
  reportedVersion: number;
  reportedStatus: string;
}

function room(folder: string) {
  const port = new FakeRoom();
  const shown = Promise.withResolvers<ShownClaim>();
  const applied: unknown[] = [];
  const parts: FleetParts = {
    ...{
      url: kit.hub.url,
      pin: kit.hub.pin,
      proxy: null,
      folder: join(kit.folder, folder),
      software: "0.1.0",
      host: {},
    },
    room: port,
    configurable: {
      isLive: () => false,
      apply: (document) => {
        applied.push(document);
        return Promise.resolve();
      },
    },
    showClaim: (claim) => claim !== null && shown.resolve(claim),
    clock: systemClock,
    log: silentLog,
  };
  return { port, shown: shown.promise, applied, parts };
}

test("a room joins, is configured in stages between meetings, restarts and is the same room", async () => {
  const first = room("oak");
  const fleet = await joinFleet(first.parts);
  const claim = await first.shown;
  const claimed = await kit.own<{ room: string; fingerprint: string }>("POST", "/claims", {
    code: claim.code,
    name: "Oak",
  });
  expect(claimed.body.fingerprint).toBe(claim.fingerprint);
  const path = `/rooms/${claimed.body.room}`;
  await kit.until<Room>(path, (one) => one.connected);

  first.port.set({ meeting: meeting() });
  const change = { kind: "organisation", scope: kit.organisation, settings: { policies: { meetNow: false } } };
  await kit.until<Room & { status: string }>(path, (one) => one.status === "meeting");
  const preview = await kit.own("POST", "/templates/preview", change);
  expect(preview.body).toEqual({
    rooms: [claimed.body.room],
    named: [{ id: claimed.body.room, name: "Oak", siteName: "", waits: false, connected: true }],
    changes: [{ path: "policies.meetNow", value: false, rooms: 1, live: true }],
  });
  await kit.own("POST", "/rollouts", { name: "No walk-ups", ...change });
  await kit.until<Room>(path, (one) => one.reportedStatus === "waiting");
  expect(first.applied).toEqual([]);
  first.port.set({ meeting: null });
  await kit.until<Room>(path, (one) => one.reportedStatus === "applied");
  expect(first.applied).toEqual([{ policies: { meetNow: false } }]);
  await kit.until<{ status: string }[]>("/rollouts", ([rollOut]) => rollOut?.status === "done");
  const settings = await kit.own<{ drift: unknown[]; origins: object }>("GET", `${path}/settings`);
  expect(settings.body).toMatchObject({ drift: [], origins: { "policies.meetNow": { kind: "organisation" } } });

  await fleet.close();
  await kit.until<Room>(path, (one) => !one.connected);
  const again = room("oak");
  const restarted = await joinFleet(again.parts);
  await kit.until<Room>(path, (one) => one.connected);
  expect(again.applied).toEqual([]);
  await restarted.close();
});

test("settings that no room could use are refused before any room gets them, naming the value", async () => {
  const change = {
    kind: "organisation",
    scope: kit.organisation,
    settings: { policies: { joinButtonMinutes: "soon" } },
  };
  const answer = await kit.own("POST", "/rollouts", { name: "Bad", ...change });
  expect([answer.status, answer.body.detail]).toEqual([
    400,
    expect.stringMatching(/policies.joinButtonMinutes "soon"/),
  ]);
  const secret = {
    ...change,
    settings: { services: [{ kind: "livekit", url: "wss://x", apiKey: "k", apiSecretFile: "/etc/shadow" }] },
  };
  expect((await kit.own("POST", "/rollouts", { name: "Worse", ...secret })).status).toBe(400);
});

test("a room gets meeting tokens from the hub without ever seeing the secret, and keeps one for when the hub is away", async () => {
  await kit.own("PUT", "/livekit", {
    url: "wss://livekit.example",
    apiKey: "key",
    apiSecret: "a-secret-that-is-long-enough-for-hs256",
  });
  const { identity, folder } = await kit.enrolRoom("Elm");
  const { member } = kit.member(identity, folder);
  await member.start();
  await kit.until<Room>(`/rooms/${identity.room}`, (one) => one.connected);
  const fresh = await member.tokens.token("design");
  const claims = JSON.parse(Buffer.from(fresh.token.split(".")[1] as string, "base64url").toString());
  expect(claims.video).toMatchObject({ room: "design", roomJoin: true });
  expect(claims.sub).toBe(`room-${identity.room}`);
  expect(JSON.stringify(fresh)).not.toContain("a-secret");
  member.stop();
  await kit.until<Room>(`/rooms/${identity.room}`, (one) => !one.connected);
  expect(await member.tokens.token("design")).toEqual(fresh);
  await expect(member.tokens.token("other")).rejects.toThrow(/hub does not answer/);
});

test("a computer that becomes another room takes that room's settings, however many versions the former one had", async () => {
  const claimAs = async (name: string, claim: ShownClaim) =>
    (await kit.own<{ room: string }>("POST", "/claims", { code: claim.code, name })).body.room;
  const manage = async (id: string, level: string) => {
    const wanted = { name: level, kind: "room", scope: id, settings: { log: { level } } };
    await expect.poll(async () => (await kit.own("POST", "/rollouts", wanted)).status, { timeout: 30_000 }).toBe(200);
    await kit.until<Room>(
      `/rooms/${id}`,
      (one) => one.targetVersion > 0 && one.reportedVersion === one.targetVersion && one.reportedStatus === "applied",
    );
  };
  const former = room("moved");
  const fleet = await joinFleet(former.parts);
  const id = await claimAs("Former", await former.shown);
  for (const level of ["debug", "warn"]) await manage(id, level);
  await fleet.close();
  await rm(join(former.parts.folder, "identity.json"));
  const latter = room("moved");
  const again = await joinFleet(latter.parts);
  await manage(await claimAs("Latter", await latter.shown), "error");
  expect(latter.applied.at(-1)).toMatchObject({ log: { level: "error" } });
  await again.close();
});
