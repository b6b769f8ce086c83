import { readFile } from "node:fs/promises";
import { messageOf } from "../domain/errors.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";
import type { Log } from "../platform/log.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { parseSettings } from "../settings/load.ts";

/** What the hub set last, kept for the next start: a room does not wait for its hub to know its settings. */
export class ManagedSettings {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** @param text the settings file, which rules alone when what the hub set does not fit it any more */
  async over(text: string, file: string, settings: RoomSettings, log: Log) {
    const none = { text, managed: {}, settings };
    if (settings.hub === null) return none;
    try {
      const managed = JSON.parse(await readFile(this.#file, "utf8")) as JsonObject;
      return { text, managed, settings: parseSettings(text, file, managed) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        log.error("the settings of the hub cannot be used; those of the file are", { detail: messageOf(error) });
      return none;
    }
  }

  async keep(managed: JsonObject): Promise<void> {
    await writeFileAtomically(this.#file, JSON.stringify(managed));
  }
}
