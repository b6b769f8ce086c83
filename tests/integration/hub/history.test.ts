import { createHash } from "node:crypto";
import { request } from "node:https";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diagnosticActions } from "../../../src/fleet/diagnostics.ts";
import { askHub } from "../../../src/fleet/hub-address.ts";
import type { Identity } from "../../../src/fleet/identity.ts";
import { GroupCommit } from "../../../src/hub/store/group-commit.ts";
import { HealthKeeper } from "../../../src/hub/work/health-keeper.ts";
import { prune } from "../../../src/hub/work/upkeep.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { onBothStores } from "../../simulators/both-stores.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { FakeRoom } from "../../unit/fleet/fake-room.ts";
import { HubKit } from "./hub-kit.ts";

onBothStores((fresh) => {
  test("measurements are summed by hour and day, over restarts of the hub, and go away when they are old", async () => {
    const store = await fresh();
    const clock = new FakeClock("2026-03-02T09:10:00Z");
    const keeper = () => new HealthKeeper({ store, clock, commits: new GroupCommit(store, silentLog) });
    const first = keeper();
    for (const cpu of [10, 30]) first.take("o1", "oak", clock.now(), { cpu });
    first.take("o1", "elm", clock.now(), { cpu: 5, broken: Number.NaN });
    await first.flush();
    const second = keeper();
    second.take("o1", "oak", clock.now() - 3_600_000, { cpu: 90 });
    // A clock that stands in another year is not believed.
    second.take("o1", "oak", Date.parse("2031-01-01T00:00:00Z"), { cpu: 20 });
    await second.flush();
    const rows = async (period: "h" | "d") =>
      (
        await store.db
          .selectFrom("room_health")
          .select(["room", "start", "document"])
          .where("period", "=", period)
          .orderBy("room")
          .orderBy("start")
          .execute()
      ).map(({ room, start, document }) => [room, new Date(start).toISOString().slice(0, 13), JSON.parse(document)]);
    expect(await rows("h")).toEqual([
      ["elm", "2026-03-02T09", { cpu: { count: 1, sum: 5, min: 5, max: 5 } }],
      ["oak", "2026-03-02T08", { cpu: { count: 1, sum: 90, min: 90, max: 90 } }],
      ["oak", "2026-03-02T09", { cpu: { count: 3, sum: 60, min: 10, max: 30 } }],
    ]);
    expect((await rows("d"))[1]).toEqual(["oak", "2026-03-02T00", { cpu: { count: 4, sum: 150, min: 10, max: 90 } }]);
    await clock.advance(9 * 86_400_000);
    await prune(store, clock.now());
    expect([(await rows("h")).length, (await rows("d")).length]).toEqual([0, 2]);
  });

  test("what is old goes, what still counts stays: open alerts, living certificates, silences and links", async () => {
    const { db, ...store } = await fresh();
    const day = 86_400_000;
    const now = 2_000 * day;
    const certificate = { organisation: "o1", room: "oak", issued_at: 1, revoked_at: null, revoked_for: null };
    await db
      .insertInto("certificates")
      .values([
        { ...certificate, serial: "old", not_after: now - 100 * day },
        { ...certificate, serial: "revoked", not_after: now - 100 * day, revoked_at: 1, revoked_for: "stolen" },
        { ...certificate, serial: "may renew", not_after: now - 50 * day },
      ])
      .execute();
    const alert = { organisation: "o1", rule: "r", cause: "c", severity: "notice", title: "t", rooms: "[]" };
    const times = { opened_at: 1, changed_at: 1 };
    await db
      .insertInto("alerts")
      .values([
        { ...alert, ...times, id: "over", closed_at: 2 },
        { ...alert, ...times, id: "stands", closed_at: null },
      ])
      .execute();
    await prune({ db, ...store }, now);
    expect(
      (await db.selectFrom("certificates").select("serial").orderBy("serial").execute()).map(({ serial }) => serial),
    ).toEqual(["may renew", "revoked"]);
    expect((await db.selectFrom("alerts").select("id").execute()).map(({ id }) => id)).toEqual(["stands"]);
  });
});

describe("a hub with rooms", () => {
  let kit: HubKit;
  beforeAll(async () => {
    kit = await HubKit.start();
    await kit.signInFirst();
  });
  afterAll(() => kit.stop());

  const asRoom = (identity: Identity) => ({ ...kit.address, authority: identity.authority });

  test("faults that come and go, and breaks of the connection, are in the room's history", async () => {
    const { identity, folder } = await kit.enrolRoom("Historic");
    const { member, room } = kit.member(identity, folder);
    await member.start();
    const path = `/rooms/${identity.room}`;
    await kit.until<{ connected: boolean }>(path, ({ connected }) => connected);
    const fault = {
      code: "camera.missing" as const,
      severity: "warning" as const,
      subject: "cam",
      detail: "",
      since: "",
    };
    room.set({ faults: [fault] });
    await kit.until<{ summary: { faults: unknown[] } | null }>(path, ({ summary }) => summary?.faults.length === 1);
    room.set({ faults: [] });
    const history = await kit.until<{ what: string; subject: string }[]>(
      `${path}/events`,
      (events) => events.length >= 2,
    );
    expect(history.map(({ what, subject }) => `${what} ${subject}`)).toEqual([
      "room.fault.over camera.missing",
      "room.fault camera.missing",
    ]);
    member.stop();
  });

  test("a room's measurements are shown by hour with least, most and mean", async () => {
    const { identity, folder } = await kit.enrolRoom("Measured");
    const { member } = kit.member(identity, folder);
    await member.start();
    await kit.until<{ connected: boolean }>(`/rooms/${identity.room}`, ({ connected }) => connected);
    for (const celsius of [40, 60]) member.telemetry({ celsius });
    member.event("marker", "", "");
    await kit.until<{ what: string }[]>(`/rooms/${identity.room}/events`, (all) =>
      all.some(({ what }) => what === "marker"),
    );
    await kit.restart();
    type Hour = { values: { celsius: { count: number; min: number; max: number; mean: number } } };
    const { body } = await kit.own<Hour[]>("GET", `/rooms/${identity.room}/health?period=hour`);
    const hours = body.map(({ values }) => values.celsius);
    // The hour may end between the two.
    const one = { count: 2, min: 40, max: 60, mean: 50 };
    const two = [40, 60].map((celsius) => ({ count: 1, min: celsius, max: celsius, mean: celsius }));
    expect(hours.sort((a, b) => a.min - b.min)).toEqual(hours.length === 1 ? [one] : two);
    member.stop();
  });

  test("logs that were asked for arrive, can be fetched, and who fetched them is in the audit", async () => {
    const { identity, folder } = await kit.enrolRoom("Talkative");
    const address = asRoom(identity);
    const recentLog = () => ["a line"];
    const ask = (wanted: Parameters<typeof askHub>[2]) => askHub(address, identity, wanted);
    const host = diagnosticActions({ room: new FakeRoom(), software: "1", recentLog, ask });
    const { member } = kit.member(identity, folder, { host });
    await member.start();
    const asked = await kit.own<{ id: string }>("POST", `/rooms/${identity.room}/actions`, { verb: "logs" });
    const path = `/actions/${asked.body.id}`;
    const ended = await kit.until<{ status: string; detail: string }>(path, ({ status }) => status === "done");
    expect(ended.detail).toMatch(/^sent \d+ bytes/);
    const listed = await kit.own<{ id: string; kind: string }[]>("GET", `/rooms/${identity.room}/bundles`);
    expect(listed.body).toMatchObject([{ id: asked.body.id, kind: "logs" }]);
    const fetched = await download(`/bundles/${asked.body.id}`);
    expect(fetched.name).toBe(`attachment; filename="logs-${asked.body.id}.json.gz"`);
    expect(JSON.parse(gunzipSync(fetched.bytes).toString())).toEqual({ log: ["a line"] });
    const audit = await kit.own<{ what: string; subject: string }[]>("GET", "/audit");
    expect(audit.body.at(-1)).toMatchObject({ what: "bundle.read", subject: identity.room });
    member.stop();
  });

  function download(path: string): Promise<{ bytes: Buffer; name: string | undefined }> {
    const { hostname, port } = new URL(kit.hub.url);
    const headers = { cookie: `__Host-roomkeeper=${kit.cookie}` };
    const where = { hostname, port, path: `/api/o/${kit.organisation}${path}` };
    const ca = kit.hub.parts.authority.certificate;
    return new Promise((resolve, reject) => {
      const asked = request({ ...where, headers, ca, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ bytes: Buffer.concat(chunks), name: response.headers["content-disposition"] }),
        );
      });
      asked.on("error", reject).end();
    });
  }

  test("what was not asked for, of another room, altered, too large or named like a path is not kept", async () => {
    const { identity } = await kit.enrolRoom("Asked");
    const other = await kit.enrolRoom("Other");
    const asked = await kit.own<{ id: string }>("POST", `/rooms/${identity.room}/actions`, { verb: "diagnostics" });
    const leave = await kit.own<{ id: string }>("POST", `/rooms/${identity.room}/actions`, { verb: "leave" });
    const bytes = gzipSync("{}");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const good = { of: 1, sha256, data: bytes.toString("base64") };
    const put = (as: Identity | null, action: string, body: object, part = "0") =>
      askHub({ ...kit.address, authority: identity.authority }, as, {
        method: "PUT",
        path: `/api/room/bundles/${action}/parts/${part}`,
        body,
      });
    await expect(put(other.identity, asked.body.id, good)).rejects.toThrow(/no such action/);
    await expect(put(identity, leave.body.id, good)).rejects.toThrow(/no such action/);
    await expect(put(null, asked.body.id, good)).rejects.toThrow(/certificate/);
    await expect(put(identity, asked.body.id, { ...good, sha256: "0".repeat(64) })).rejects.toThrow(/sha256/);
    await expect(put(identity, asked.body.id, { ...good, of: 13 })).rejects.toThrow(/of/);
    await expect(put(identity, asked.body.id, good, "1")).rejects.toThrow(/part 1 of 1/);
    for (const path of ["..%2f..%2fetc%2fpasswd", "..", "%2e%2e", "a%00b"])
      await expect(put(identity, path, good)).rejects.toThrow();
    const bundles = () => kit.own<unknown[]>("GET", `/rooms/${identity.room}/bundles`);
    expect((await bundles()).body).toEqual([]);
    await put(identity, asked.body.id, good);
    expect((await bundles()).body.length).toBe(1);
    for (const path of ["..%2f..%2fhub.db", "%2e%2e%2fmaster.key"])
      expect([400, 404]).toContain((await kit.own("GET", `/bundles/${path}`)).status);
  });

  test("rooms go out as a sheet and come in again: first looked at, then all or none", async () => {
    const csv =
      "name,site,group,tags,expected\r\nAlder,Bergen,Board,big screen,camera microphone\r\nBirch,Bergen,,,\r\n";
    const preview = await kit.own("POST", "/rooms/import", { csv, preview: true });
    expect(preview.body).toMatchObject({ created: 2, changed: 0, newSites: ["Bergen"], newGroups: ["Board"] });
    expect((await kit.own<{ total: number }>("GET", "/rooms?search=site:bergen")).body.total).toBe(0);
    expect((await kit.own("POST", "/rooms/import", { csv, preview: false })).body).toMatchObject({ created: 2 });
    await kit.until<{ total: number }>("/rooms?search=site:bergen", ({ total }) => total === 2);
    const sheet = await kit.own<string>("GET", "/rooms.csv?search=site:bergen");
    expect(sheet.headers["content-type"]).toContain("text/csv");
    const changed = sheet.body.replace("Birch", "Beech");
    expect((await kit.own("POST", "/rooms/import", { csv: changed, preview: false })).body).toMatchObject({
      ...{ created: 0, changed: 1, unchanged: 1 },
    });
    await kit.until<{ total: number }>("/rooms?search=beech", ({ total }) => total === 1);
    const bad = await kit.own("POST", "/rooms/import", { csv: "name\nCedar\nroom,too,many", preview: false });
    expect([bad.status, bad.body.detail]).toEqual([400, expect.stringContaining("line 3")]);
    expect((await kit.own<{ total: number }>("GET", "/rooms?search=cedar")).body.total).toBe(0);
  });
});
