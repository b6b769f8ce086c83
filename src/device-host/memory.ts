import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DeviceError, messageOf } from "../domain/errors.ts";
import type { Memory } from "../driver-contract/index.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";
import type { Log } from "../platform/log.ts";

const most = 64 * 1024;

/** What drivers keep over restarts: a JSON file a device in `folder`. A file that cannot be read counts as nothing kept. */
export function memoryIn(folder: string, log: Log): (deviceId: string) => Memory {
  return (deviceId) => {
    const path = join(folder, fileOf(deviceId));
    return {
      async load() {
        try {
          return JSON.parse(await readFile(path, "utf8")) as unknown;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
          log.warn("what a device kept cannot be read; it begins anew", { device: deviceId, error: messageOf(error) });
          return null;
        }
      },
      async save(value) {
        const text = JSON.stringify(value);
        if (text.length > most)
          throw new DeviceError("device.settings", `${deviceId} keeps more than ${most} bytes`, { subject: deviceId });
        await writeFileAtomically(path, text);
      },
    };
  };
}

/** Ids hold signs that file names do not like; the hash keeps two that look alike apart. */
function fileOf(deviceId: string): string {
  const hash = createHash("sha256").update(deviceId).digest("hex").slice(0, 12);
  return `${deviceId.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 80)}-${hash}.json`;
}
