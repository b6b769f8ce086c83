import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TokenVerifier } from "livekit-server-sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../../src/platform/clock.ts";
import { servicesOf } from "../../../src/services/index.ts";
import type { Entrant } from "../../../src/services/service.ts";

const secret = "a-secret-of-at-least-thirty-two-characters";
const target = { service: "main", room: "design review/é", url: null, passphrase: "p", direct: null };
const context = { signal: new AbortController().signal, clock: systemClock, onLobby() {} };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "livekit-"));
  await writeFile(join(folder, "secret"), `${secret}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

async function claimsFor(purpose: Entrant["purpose"]) {
  const settings = {
    kind: "livekit",
    name: "main",
    url: "ws://sfu",
    apiKey: "key",
    apiSecretFile: join(folder, "secret"),
  } as const;
  const [service] = servicesOf({ services: [settings] });
  const ticket = await service!.enter(target, { purpose, identity: "room-oak", uuid: "u", name: "Oak" }, context);
  expect(ticket).toMatchObject({ url: "ws://sfu", passphrase: "p" });
  return await new TokenVerifier("key", secret).verify(ticket.token);
}

test("the room's token names its meeting, lives minutes and grants only what a room needs", async () => {
  const claims = await claimsFor("room");
  expect(claims).toMatchObject({
    sub: "room-oak",
    name: "Oak",
    video: { room: "design review/é", roomJoin: true, canPublish: true },
  });
  expect(claims.exp! - Date.now() / 1000).toBeLessThanOrEqual(300);
  for (const power of ["roomAdmin", "roomCreate", "roomList", "roomRecord", "hidden", "ingressAdmin"]) {
    expect(claims.video).not.toHaveProperty(power);
  }
});

test("the display is not seen and can publish nothing", async () => {
  expect((await claimsFor("display")).video).toMatchObject({ hidden: true, canPublish: false, canPublishData: false });
});

test("a guest is seen like anybody and rules nothing", async () => {
  const { video } = await claimsFor("guest");
  expect(video).toMatchObject({ canPublish: true, canSubscribe: true });
  expect(video).not.toHaveProperty("hidden");
  expect(video).not.toHaveProperty("roomAdmin");
});

test("a pre-signed token is read anew at each join and serves only the room", async () => {
  const file = join(folder, "token");
  const [service] = servicesOf({
    services: [{ kind: "livekit-token", name: "signed", url: "ws://sfu", tokenFile: file }],
  });
  const enter = (purpose: Entrant["purpose"]) =>
    service!.enter(target, { purpose, identity: "i", uuid: "u", name: "n" }, context);
  await expect(enter("room")).rejects.toThrow(/token cannot be read/);
  await writeFile(file, "first");
  expect((await enter("room")).token).toBe("first");
  await writeFile(file, "second\n");
  expect((await enter("room")).token).toBe("second");
  await expect(enter("display")).rejects.toThrow(/only the room/);
});

test("a token that somebody else made and that has expired is refused with its time, and without itself", async () => {
  const expired = (secondsAgo: number) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "HS256" })}.${part({ sub: "room", exp: Date.now() / 1000 - secondsAgo })}.c2ln`;
  };
  const file = join(folder, "expired");
  const [service, , , link] = servicesOf({
    services: [{ kind: "livekit-token", name: "signed", url: "ws://sfu", tokenFile: file }],
  });
  const room = { purpose: "room", identity: "i", uuid: "u", name: "n" } as const;
  await writeFile(file, expired(3600));
  const refusal = await service!.enter(target, room, context).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "meeting.refused", message: expect.stringMatching(/expired at \d{4}-/) });
  expect(String(refusal)).not.toContain("eyJ");
  // Servers take them a minute longer.
  await writeFile(file, expired(30));
  expect((await service!.enter(target, room, context)).token).toBe(await readFile(file, "utf8"));
  const direct = { ...target, direct: { url: "ws://sfu", token: expired(3600) } };
  expect(() => link!.enter(direct, room, context)).toThrow(/the link's token expired/);
});
