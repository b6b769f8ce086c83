import { createHash, randomUUID } from "node:crypto";
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

/** Another UUID that belongs to this device, always the same for the same part (version 8, RFC 9562 §5.8). */
export function relatedUuid(id: string, part: string): string {
  const hex = createHash("sha256").update(`${id} ${part}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
