import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces a file so that a crash or power cut at any point leaves the old or the new content, never a mixture: a new file
 * beside it, synced, renamed over it, and the folder synced.
 * @param mode permission bits; the default suits files that may hold secrets
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = temporaryOf(path);
  try {
    const file = await open(temporary, "wx", mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await sync(folder);
}

/**
 * Like `writeFileAtomically`, but replaced when it returns, so that a crash of this process in the next instruction does
 * not lose it. For a few hundred bytes: the write takes 0.1 ms, the disk is waited for afterwards.
 * @returns resolves when a power cut does not lose it either
 */
export function writeFileNow(path: string, content: Uint8Array, mode = 0o600): Promise<void> {
  const folder = dirname(path);
  const temporary = temporaryOf(path);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, content, { flag: "wx", mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  // Replaced or removed again meanwhile: then the newer one's sync counts.
  return sync(path).then(
    () => sync(folder),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    },
  );
}

const temporaryOf = (path: string) => `${path}.${process.pid}.${randomBytes(4).toString("hex")}.new`;

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
