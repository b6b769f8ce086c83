import { X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownClaim } from "../../../src/fleet/enrolment.ts";
import { signingRequest } from "../../../src/fleet/identity.ts";
import { type Fleet, joinFleet } from "../../../src/fleet/join-fleet.ts";
import { openVault } from "../../../src/hub/store/secrets.ts";
import { type Authority, openAuthority } from "../../../src/hub/trust/authority.ts";
import { insertCertificate, revokeRoom, usualReasons } from "../../../src/hub/trust/certificates.ts";
import { Claims } from "../../../src/hub/trust/claims.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { SealedFile } from "../../../src/platform/sealed-file.ts";
import { createPrivateKey } from "../../../src/platform/x509.ts";
import { onBothStores } from "../../simulators/both-stores.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { FakeRoom } from "../../unit/fleet/fake-room.ts";
import { HubKit } from "./hub-kit.ts";

/** A room that was turned away comes again after up to half a minute. */
const bound = { timeout: 60_000, interval: 50 };
const wholeMs = 240_000;

describe("a room and its hub", () => {
  let kit: HubKit;
  const fleets: Fleet[] = [];
  beforeAll(async () => {
    kit = await HubKit.start({ times: { heartbeatMs: 1000, blinkMs: 300 } });
    await kit.signInFirst();
  });
  afterAll(async () => {
    for (const fleet of fleets) await fleet.close();
    await kit.stop();
  });

  async function joined(folder: string, url = kit.hub.url) {
    const shown: (ShownClaim | null)[] = [];
    const applied: unknown[] = [];
    const fleet = await joinFleet({
      ...{ url, pin: kit.hub.pin, proxy: null, folder: join(kit.folder, folder), software: "0.1.0", host: {} },
      room: new FakeRoom(),
      configurable: { isLive: () => false, apply: async (document) => void applied.push(document) },
      showClaim: (claim) => void shown.push(claim),
      clock: systemClock,
      log: silentLog,
    });
    fleets.push(fleet);
    return { fleet, shown, applied, now: () => shown.at(-1) ?? null };
  }

  const kept = (folder: string) => readFile(join(kit.folder, folder, "identity.json"), "utf8");
  const online = (id: string) =>
    expect
      .poll(async () => (await kit.own<{ connected: boolean }>("GET", `/rooms/${id}`)).body.connected, bound)
      .toBe(true);
  const claim = (body: object) => kit.own<{ room: string; detail: string; code: string }>("POST", "/claims", body);

  async function claimed(room: Awaited<ReturnType<typeof joined>>, body: object): Promise<string> {
    await expect.poll(room.now, bound).not.toBeNull();
    const answer = await claim({ code: room.now()?.code, ...body });
    expect(answer).toMatchObject({ status: 200 });
    await online(answer.body.room);
    return answer.body.room;
  }

  test(
    "a revoked room shows a new code by itself and is the same room again, with another key, once somebody trusts it",
    async () => {
      const room = await joined("oak");
      const id = await claimed(room, { name: "Oak" });
      const settings = { log: { level: "debug" } };
      await kit.own("POST", "/rollouts", { name: "x", kind: "room", scope: id, settings });
      await expect.poll(() => room.applied, bound).toEqual([settings]);
      await kit.until<{ status: string }[]>("/rollouts", ([rollOut]) => rollOut?.status === "done");
      const sealed = new SealedFile(join(kit.folder, "oak", "meeting-tokens.sealed"));
      await sealed.save([]);
      const before = JSON.parse(await kept("oak")) as { certificate: string };

      await kit.own("POST", `/rooms/${id}/revoke`, { reason: "stolen from the lobby" });
      await expect.poll(() => room.now()?.again, bound).toBe("revoked");
      expect(room.fleet.member).toBeNull();
      expect(await sealed.load()).toBeNull();
      const { code } = room.now() as ShownClaim;

      await room.fleet.close();
      const restarted = await joined("oak");
      await expect.poll(() => restarted.now()?.again, bound).toBe("revoked");
      const again = restarted.now() as ShownClaim;
      expect(again.code).not.toBe(code);
      const refused = await claim({ code: again.code, room: id });
      expect([refused.status, refused.body.code]).toEqual([409, "hub.was-revoked"]);
      expect(refused.body.detail).toMatch(/was the room "Oak" until its key was revoked on .*: stolen from the lobby/);
      expect(await claimed(restarted, { room: id, trustAgain: true })).toBe(id);
      await expect.poll(() => restarted.applied.at(-1), bound).toEqual(settings);
      const after = JSON.parse(await kept("oak")) as { certificate: string; revoked: boolean };
      expect(after.revoked).toBe(false);
      const keys = [before, after].map(({ certificate }) =>
        new X509Certificate(certificate).publicKey.export({ format: "jwk" }),
      );
      expect(keys[0]).not.toEqual(keys[1]);
      expect((await readdir(join(kit.folder, "oak"))).filter((name) => /^room.*key$/.test(name))).toHaveLength(1);
      const audit = await kit.own<{ what: string; detail: { trustedAgain?: string } }[]>("GET", "/audit");
      expect(audit.body.find(({ detail }) => detail.trustedAgain !== undefined)?.what).toBe("room.claimed");
    },
    wholeMs,
  );

  test(
    "a room that gets another computer keeps its id, and the old computer is cut off at once and shows a code",
    async () => {
      const old = await joined("elm-old");
      const id = await claimed(old, { name: "Elm" });
      const fresh = await joined("elm-new");
      expect(await claimed(fresh, { room: id })).toBe(id);
      await expect.poll(() => old.now()?.again, bound).toBe("revoked");
      await online(id);
      const room = await kit.own<{ name: string }>("GET", `/rooms/${id}`);
      expect(room.body.name).toBe("Elm");
      const audit = await kit.own<{ what: string; subject: string }[]>("GET", "/audit");
      expect(audit.body.filter(({ what, subject }) => what === "room.replaced" && subject === id)).toHaveLength(1);
      // That computer goes on as another room, and nobody has to be warned.
      await claimed(old, { name: "Spare" });
    },
    wholeMs,
  );

  test(
    "a hub that does not know the room any more is joined anew beside; the room keeps who it is until then",
    async () => {
      const room = await joined("fir");
      const id = await claimed(room, { name: "Fir" });
      const before = await kept("fir");
      const { db } = kit.hub.parts.store;
      const row = await db.selectFrom("certificates").selectAll().where("room", "=", id).executeTakeFirstOrThrow();
      await db.deleteFrom("certificates").where("room", "=", id).execute();
      await room.fleet.close();
      const unknown = await joined("fir");
      await expect.poll(() => unknown.now()?.again, bound).toBe("unknown");
      expect(await kept("fir")).toBe(before);
      // The hub comes back with what it knew: nothing has to be done.
      await db.insertInto("certificates").values(row).execute();
      await online(id);
      await expect.poll(unknown.now, bound).toBeNull();
      expect(await kept("fir")).toBe(before);
      await db.deleteFrom("certificates").where("room", "=", id).execute();
      await unknown.fleet.close();
      const later = await joined("fir");
      await expect.poll(() => later.now()?.again, bound).toBe("unknown");
      await claimed(later, { room: id });
      await expect.poll(() => kept("fir"), bound).not.toBe(before);
      await online(id);
    },
    wholeMs,
  );

  test(
    "whoever says that the room was revoked and cannot prove it brings no room to let go of its key",
    async () => {
      const room = await joined("yew");
      const id = await claimed(room, { name: "Yew" });
      await room.fleet.close();
      const before = await kept("yew");
      const liar = await startLiar(kit.hub.parts.authority);
      try {
        const lied = await joined("yew", liar.url);
        await expect.poll(liar.asked, bound).toBeGreaterThan(2);
        expect(await kept("yew")).toBe(before);
        expect(lied.now()).toBeNull();
        await lied.fleet.close();
      } finally {
        await liar.stop();
      }
      await joined("yew");
      await online(id);
    },
    wholeMs,
  );
});

/** A server with a certificate that rooms accept, which says that every room was revoked and has the proof of another authority. */
async function startLiar(authority: Authority) {
  const clock = new FakeClock(Date.now());
  const { certificate, key } = await authority.issueForServer(["127.0.0.1"], clock.now());
  let asked = 0;
  const server = createServer(
    { cert: certificate, key, requestCert: true, rejectUnauthorized: false },
    (_request, response) => {
      asked += 1;
      const answers = [{ crl: certificate }, {}, { crl: "x" }, { status: "revoked" }];
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answers[asked % answers.length]));
    },
  );
  server.on("upgrade", (_request, socket) => {
    const body = JSON.stringify({ code: "hub.revoked", detail: "gone" });
    socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

onBothStores((fresh) => {
  async function setUp() {
    const store = await fresh();
    const clock = new FakeClock(Date.UTC(2026, 10, 25));
    const vault = await openVault(join(await mkdtemp(join(tmpdir(), "rk-vault-")), "master.key"));
    const authority = await openAuthority(store.db, vault, clock.now());
    await store.db.insertInto("organisations").values({ id: "o1", name: "o1", created_at: 1 }).execute();
    await store.db.insertInto("organisations").values({ id: "o2", name: "o2", created_at: 1 }).execute();
    return { store, clock, authority, claims: new Claims(store, vault, authority, clock) };
  }
  const place = { site: null, group: null };

  test.each([
    ["by somebody for a reason", "stolen", "o1", /was the room "Oak" .* revoked on 2026-11-25: stolen/],
    ["because the room was retired", usualReasons.retired, "o1", null],
    ["in another organisation, of which nothing is told", "stolen", "o2", null],
  ])("a computer whose key was revoked %s", async (_how, reason, organisation, told) => {
    const { store, clock, claims, authority } = await setUp();
    const request = async () => signingRequest(await createPrivateKey());
    const begun = await claims.begin(await request(), "1", "10.0.0.1");
    const who = { organisation: "o1", actor: "person:ann", trustAgain: false, mayReplace: true };
    const { room } = await claims.claim({ ...who, typed: begun.code }, { name: "Oak", ...place });
    const second = await authority.issueForRoom(await request(), room, "o1", clock.now());
    await insertCertificate(store.db, "o1", room, second, clock.now());
    const serials = await revokeRoom(store, "o1", room, "person:ann", reason, clock.now());
    expect(serials).toHaveLength(2);
    expect(serials).toContain(second.serial);
    const again = await claims.begin(await request(), "1", "10.0.0.1", second.serial);
    const claim = (trustAgain: boolean) =>
      claims.claim({ ...who, organisation, trustAgain, typed: again.code }, { name: "Elm", ...place });
    if (told !== null) await expect(claim(false)).rejects.toThrow(told);
    expect((await claim(told !== null)).ended).toEqual([]);
  });

  test("whoever may only add rooms cuts no computer off, although the room was never seen, and the code stays good", async () => {
    const { claims } = await setUp();
    const request = async () => signingRequest(await createPrivateKey());
    const who = { organisation: "o1", actor: "key:scripts", trustAgain: false };
    const first = await claims.begin(await request(), "1", "10.0.0.1");
    const { room } = await claims.claim({ ...who, mayReplace: false, typed: first.code }, { name: "Oak", ...place });
    const second = await claims.begin(await request(), "1", "10.0.0.2");
    const instead = (mayReplace: boolean) =>
      claims.claim({ ...who, mayReplace, typed: second.code }, { name: "Oak", existing: room, ...place });
    await expect(instead(false)).rejects.toMatchObject({ code: "hub.forbidden" });
    expect((await instead(true)).ended).toHaveLength(1);
  });
});
