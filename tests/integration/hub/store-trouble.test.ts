import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runHubCommand } from "../../../src/hub/hub-command.ts";
import { type Clock, systemClock } from "../../../src/platform/clock.ts";
import { HubKit } from "./hub-kit.ts";

let kit: HubKit;
beforeAll(async () => {
  kit = await HubKit.start({ versions: { min: 1, max: 2 } });
  await kit.signInFirst();
});
afterAll(() => kit.stop());

/** Real time in which rooms come back soon. */
const hasty: Clock = { ...systemClock, after: (ms, run) => systemClock.after(ms > 5000 ? 200 : Math.min(ms, 50), run) };

const eventsOf = (room: string) =>
  kit.own<{ what: string; receivedAt: number; at: number }[]>("GET", `/rooms/${room}/events`);
const until = async (fits: () => boolean | Promise<boolean>) => {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 20));
};

function takesLock(database: DatabaseSync): boolean {
  try {
    database.exec("begin immediate");
    return true;
  } catch (error) {
    if (/locked/.test(String(error))) return false;
    throw error;
  }
}

async function connected(name: string, parts: Parameters<HubKit["member"]>[2] = {}) {
  const { identity, folder } = await kit.enrolRoom(name);
  const { member, room } = kit.member(identity, folder, { clock: hasty, ...parts });
  await member.start();
  await kit.until<{ connected: boolean }>(`/rooms/${identity.room}`, (one) => one.connected);
  return { id: identity.room, member, room };
}

test("while the disk is full the hub shows what it knows, refuses changes with the reason, and gets what rooms had to say later", async () => {
  const { id, member } = await connected("Full");
  const { db } = kit.hub.parts.store;
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  // The way in which SQLite says that the disk is full, at will.
  await sql`pragma max_page_count = 1`.execute(db);
  const refused = await kit.own<{ detail: string; code: string }>("POST", "/rooms", {
    rooms: Array.from({ length: 500 }, (_, n) => ({ name: `Too many ${n} ${"x".repeat(150)}` })),
  });
  expect([refused.status, refused.body.code]).toEqual([503, "hub.store"]);
  expect(refused.body.detail).toMatch(/the disk is full/);
  for (let n = 0; n < 50; n++) member.event(`while-full-${n}`, "", "x".repeat(3000));
  await until(() => !member.online);
  expect((await kit.own<{ total: number }>("GET", "/rooms?search=full")).body.total).toBe(1);
  expect((await kit.own("GET", `/rooms/${id}`)).status).toBe(200);
  await sql`pragma max_page_count = 1000000`.execute(db);
  await until(async () => (await eventsOf(id)).body.filter(({ what }) => what.startsWith("while-full")).length === 50);
  expect((await kit.own("GET", "/audit/check")).body.firstBroken).toBeNull();
  member.stop();
});

test("while another program has the store locked, the hub goes on answering, and what was said meanwhile is stored after it", async () => {
  const { id, member } = await connected("Locked");
  const other = new DatabaseSync(join(kit.settings.folder, "hub.db"));
  // The hub may be writing just now.
  await until(() => takesLock(other));
  member.event("while-locked", "", "");
  const change = kit.own("POST", "/sites", { name: "Meanwhile" });
  for (let n = 0; n < 20; n++) expect((await kit.own("GET", `/rooms/${id}`)).status).toBe(200);
  expect((await eventsOf(id)).body.map(({ what }) => what)).not.toContain("while-locked");
  other.exec("rollback");
  other.close();
  expect((await change).status).toBe(200);
  await until(async () => (await eventsOf(id)).body.some(({ what }) => what === "while-locked"));
  member.stop();
});

test("a room whose clock stands in another year is moved, judged by the hub's clock, and its error is measured", async () => {
  const ahead = 400 * 86_400_000;
  const clock: Clock = { ...hasty, now: () => Date.now() + ahead };
  const { id, member } = await connected("Stepped", { clock });
  const asked = await kit.own<{ id: string }>("POST", `/rooms/${id}/actions`, { verb: "leave", expiresInSeconds: 30 });
  await kit.until<{ status: string }>(`/actions/${asked.body.id}`, ({ status }) => status === "done");
  member.event("from the future", "", "");
  await until(async () => (await eventsOf(id)).body.some(({ what }) => what === "from the future"));
  const event = (await eventsOf(id)).body.find(({ what }) => what === "from the future");
  expect(Math.abs((event?.receivedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  await until(() => member.online);
  member.stop();
  const { body } = await kit.own<{ connected: boolean; seenAt: number }>("GET", `/rooms/${id}`);
  expect(Math.abs(body.seenAt - Date.now())).toBeLessThan(60_000);
});

test("an old room and this hub understand each other, a newer room and this hub, too; one too new is told what to do", async () => {
  const old = await connected("Old", { versions: { min: 1, max: 1 } });
  const newer = await connected("Newer", { versions: { min: 1, max: 9 } });
  for (const { id, room } of [old, newer]) {
    room.set({ volume: { percent: 33 } });
    const asked = await kit.own<{ id: string }>("POST", `/rooms/${id}/actions`, {
      verb: "setVolume",
      arguments: { percent: 44 },
    });
    await kit.until<{ status: string }>(`/actions/${asked.body.id}`, ({ status }) => status === "done");
  }
  const warned: string[] = [];
  const log = {
    debug() {},
    info() {},
    warn: (_: string, fields?: object) => void warned.push(JSON.stringify(fields)),
    error() {},
  };
  const { identity, folder } = await kit.enrolRoom("Too new");
  const { member } = kit.member(identity, folder, {
    ...{ clock: hasty, versions: { min: 3, max: 9 } },
    log: { ...log, with: () => ({ ...log, with: () => log as never }) },
  });
  await member.start();
  await until(() => warned.some((line) => /update the hub/.test(line)));
  expect(member.online).toBe(false);
  for (const one of [old.member, newer.member, member]) one.stop();
});

test("a verb that an old room does not know is refused by name, not lost", async () => {
  const { id, member } = await connected("Older");
  const asked = await kit.own<{ id: string }>("POST", `/rooms/${id}/actions`, { verb: "logs" });
  const ended = await kit.until<{ status: string; detail: string }>(
    `/actions/${asked.body.id}`,
    ({ status }) => status !== "waiting" && status !== "sent",
  );
  expect(ended).toMatchObject({ status: "refused", detail: "this room cannot logs" });
  member.stop();
});

test("the running hub is backed up and its audit log checked by commands; an altered log is found out", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rk-commands-"));
  try {
    const said: string[] = [];
    const io = { out: (text: string) => void said.push(text), err() {} };
    const parts = { version: "1", folder: kit.settings.folder, pagesFolder: "", ended: Promise.resolve() };
    const backup = join(folder, "copy.db");
    expect(await runHubCommand(["backup", backup], io, parts)).toBe(0);
    const copy = new DatabaseSync(backup, { readOnly: true });
    expect(copy.prepare("select count(*) as n from rooms").get()).toMatchObject({ n: expect.any(Number) });
    copy.close();
    await expect(runHubCommand(["restore", backup], io, parts)).rejects.toThrow(/another hub uses/);
    const restored = join(folder, "restored");
    expect(await runHubCommand(["restore", backup, "--folder", restored], io, parts)).toBe(0);
    const exported = await kit.own<string>("GET", "/audit.jsonl");
    const file = join(folder, "audit.jsonl");
    await writeFile(file, exported.body);
    expect(await runHubCommand(["check-audit", file], io, parts)).toBe(0);
    expect(said.at(-1)).toMatch(/^\d+ entries, unbroken/);
    await writeFile(file, exported.body.replace("person.joined", "person.JOINED"));
    expect(await runHubCommand(["check-audit", file], io, parts)).toBe(1);
    const [first, , ...others] = exported.body.split("\n");
    await writeFile(file, [first, ...others].join("\n"));
    expect(await runHubCommand(["check-audit", file], io, parts)).toBe(1);
    expect(said.at(-1)).toMatch(/entry 2 does not fit/);
    await writeFile(file, "{}\n");
    await expect(runHubCommand(["check-audit", file], io, parts)).rejects.toThrow(/line 1 is not an audit entry/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
