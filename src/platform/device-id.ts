import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "./atomic-file.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * This device's own UUID, made once and kept: the room's identity in meetings, so that a crash leaves no ghost and two
 * rooms of one name never throw each other out.
 */
export async function deviceId(stateFolder: string): Promise<string> {
  const file = join(stateFolder, "device-id");
  const kept = await readFile(file, "utf8").catch(() => "");
  if (uuid.test(kept.trim())) return kept.trim();
  const fresh = randomUUID();
  await writeFileAtomically(file, `${fresh}\n`);
  return fresh;
}
