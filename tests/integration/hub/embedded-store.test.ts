import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockFolder } from "../../../src/hub/store/lock.ts";
import { openStore } from "../../../src/hub/store/open.ts";
import { restoreStore } from "../../../src/hub/store/restore.ts";
import { openVault } from "../../../src/hub/store/secrets.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rk-store-"));
});
afterAll(() => rm(folder, { recursive: true }));

const row = (id: string) => ({ id, name: id, created_at: 1 });
const idsIn = async (path: string) => {
  const store = await openStore(path);
  const rows = await store.db.selectFrom("organisations").select("id").execute();
  await store.close();
  return rows.map(({ id }) => id);
};

test("killed at any moment, the store has every write that was confirmed", async () => {
  const path = join(folder, "killed.db");
  for (const killAfter of [1, 40, 300]) {
    const confirmed = await runUntil(path, killAfter);
    const ids = new Set(await idsIn(path));
    expect(confirmed.length).toBeGreaterThanOrEqual(killAfter);
    expect(confirmed.filter((id) => !ids.has(id))).toEqual([]);
  }
});

/** Runs the writing program until it has confirmed so many writes, then kills it; returns what it confirmed. */
function runUntil(path: string, count: number): Promise<string[]> {
  const program = join(import.meta.dirname, "programs/commit-and-tell.ts");
  const child = spawn(process.execPath, [program, path], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split("\n").length > count) child.kill("SIGKILL");
  });
  return new Promise((resolve) => child.once("close", () => resolve(text.split("\n").slice(0, -1))));
}

test("a backup taken while writing goes on is whole, and restoring it brings its content back", async () => {
  const path = join(folder, "hub.db");
  const copy = join(folder, "copy.db");
  const store = await openStore(path);
  await store.db.insertInto("organisations").values(row("before")).execute();
  const writing = Array.from({ length: 50 }, (_, n) =>
    store.db
      .insertInto("organisations")
      .values(row(`w${n}`))
      .execute(),
  );
  await store.backup(copy);
  await Promise.all(writing);
  await store.db.insertInto("organisations").values(row("after")).execute();
  await store.close();

  await restoreStore(copy, path);
  const ids = await idsIn(path);
  expect(ids).toContain("before");
  expect(ids).not.toContain("after");
  expect(await idsIn(`${path}.before-restore`)).toContain("after");
});

test("a damaged or foreign file is refused as a backup, and the store stays as it is", async () => {
  const path = join(folder, "keep.db");
  const store = await openStore(path);
  await store.db.insertInto("organisations").values(row("kept")).execute();
  await store.backup(join(folder, "good.db"));
  await store.close();
  const damaged = await readFile(join(folder, "good.db"));
  damaged.fill(0x5a, 4096, 12_288);
  await writeFile(join(folder, "damaged.db"), damaged);
  await writeFile(join(folder, "text.db"), "this is no database");
  for (const bad of ["damaged.db", "text.db", "absent.db"]) {
    await expect(restoreStore(join(folder, bad), path)).rejects.toThrow(/cannot be used/);
  }
  expect(await idsIn(path)).toEqual(["kept"]);
});

test("a backup of a newer version is refused by name", async () => {
  const path = join(folder, "newer.db");
  const store = await openStore(path);
  await store.db
    .insertInto("kysely_migration" as never)
    .values({ name: "9999-future", timestamp: "x" } as never)
    .execute();
  await store.close();
  await expect(restoreStore(path, join(folder, "other.db"))).rejects.toThrow(/9999-future/);
});

test("a second hub on the same folder is refused, and welcome after the first has gone", async () => {
  const release = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(/another hub uses/);
  release();
  (await lockFolder(folder))();
});

test("a place that cannot be written says so with its path", async () => {
  await expect(openStore("/dev/null/hub.db")).rejects.toThrow(/cannot be opened \(\/dev\/null\/hub.db\)/);
  await expect(openStore("postgres://rk@127.0.0.1:1/x")).rejects.toThrow(/PostgreSQL.*ECONNREFUSED/);
});

test("a sealed secret opens only with its key, its purpose and unaltered", async () => {
  const vault = await openVault(join(folder, "master.key"));
  const sealed = vault.seal("hunter2", "livekit");
  expect(sealed).not.toContain("hunter2");
  expect((await openVault(join(folder, "master.key"))).open(sealed, "livekit")).toBe("hunter2");
  expect(() => vault.open(sealed, "totp")).toThrow(/cannot be read/);
  const other = await openVault(join(folder, "other.key"));
  expect(() => other.open(sealed, "livekit")).toThrow(/master key replaced/);
  const altered = Buffer.from(sealed, "base64");
  altered[30]! ^= 1;
  expect(() => vault.open(altered.toString("base64"), "livekit")).toThrow(/cannot be read/);
});
