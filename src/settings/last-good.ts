import { readFile } from "node:fs/promises";
import { messageOf, type RoomkeeperError } from "../domain/errors.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";
import type { Log } from "../platform/log.ts";
import type { RoomSettings } from "./complete.ts";
import { parseSettings, readText } from "./load.ts";

export interface KeptSettings {
  /** The text that is running. */
  text: string;
  settings: RoomSettings;
  /** Why the newest file was refused, when the last good one runs instead. */
  refused: RoomkeeperError | null;
}

/**
 * Starts with the settings file or, when that is bad, with the last good one kept in the state folder: a typing mistake
 * must not leave a room without its meeting.
 * @param keptFile where the last good text is kept
 * @throws ConfigError when neither can be used
 */
export async function settingsOrLastGood(file: string, keptFile: string, log: Log): Promise<KeptSettings> {
  try {
    const text = await readText(file);
    const settings = parseSettings(text, file);
    await keep(text, keptFile, log);
    return { text, settings, refused: null };
  } catch (error) {
    const kept = await readFile(keptFile, "utf8").catch(() => null);
    if (kept === null) throw error;
    log.error("settings refused, the last good ones run", { detail: messageOf(error) });
    return { text: kept, settings: parseSettings(kept, file), refused: error as RoomkeeperError };
  }
}

async function keep(text: string, keptFile: string, log: Log): Promise<void> {
  try {
    await writeFileAtomically(keptFile, text);
  } catch (error) {
    log.warn("the last good settings cannot be kept", { file: keptFile, detail: messageOf(error) });
  }
}
