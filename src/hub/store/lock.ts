import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HubError, messageOf } from "../../domain/errors.ts";

/**
 * Holds the state folder for one process. The kernel's file lock under an open exclusive SQLite transaction ends with the
 * process, however it ends: no stale lock files.
 * @returns how to let go
 * @throws HubError hub.store when another process has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(folder, "hub.lock"), { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    throw new HubError("hub.store", `another hub uses ${folder}; stop it first (${messageOf(error)})`, {
      cause: error,
    });
  }
  return () => database.close();
}
