import { copyFile, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HubError, messageOf } from "../../domain/errors.ts";
import { migrations } from "./migrations/all.ts";

/**
 * Puts a backup in the place of the SQLite store. The backup is checked first (SQLite's integrity check; no migration that
 * this version does not know); the old store is kept beside it as `<path>.before-restore`. The hub must not be running:
 * the caller holds its lock.
 * @throws HubError hub.store
 */
export async function restoreStore(backupPath: string, path: string): Promise<void> {
  checkBackup(backupPath);
  const fresh = `${path}.restoring`;
  await copyFile(backupPath, fresh);
  await sync(fresh);
  await rename(path, `${path}.before-restore`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await Promise.all([rm(`${path}-wal`, { force: true }), rm(`${path}-shm`, { force: true })]);
  await rename(fresh, path);
  await sync(dirname(path));
}

function checkBackup(path: string): void {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const verdict = database.prepare("pragma integrity_check").get() as { integrity_check: string };
      if (verdict.integrity_check !== "ok") throw new HubError("hub.store", verdict.integrity_check);
      const done = database.prepare("select name from kysely_migration").all() as { name: string }[];
      const foreign = done.find(({ name }) => !Object.hasOwn(migrations, name));
      if (foreign) throw new HubError("hub.store", `it was made by a newer version (migration ${foreign.name})`);
    } finally {
      database.close();
    }
  } catch (error) {
    throw new HubError("hub.store", `the backup ${path} cannot be used: ${messageOf(error)}`, { cause: error });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
