import { readFile } from "node:fs/promises";
import { ConfigError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import { parseSettings } from "./load.ts";

export interface WatchPorts {
  clock: Clock;
  /** With the text that was read. */
  onGood: (text: string) => void;
  onRefused: (error: RoomkeeperError) => void;
  read?: (file: string) => Promise<string>;
}

const everyMs = 2000;

/**
 * Looks every 2 s whether the settings file says something new, and tells. Content counts, not time stamps: editors and
 * configuration tools replace files in many ways.
 * @param runningText what the daemon runs with
 * @returns how to stop
 */
export function watchSettings(file: string, runningText: string, ports: WatchPorts): () => void {
  const { clock, onGood, onRefused, read = (path) => readFile(path, "utf8") } = ports;
  let known = runningText;
  const look = async () => {
    const text = await read(file).catch((error: unknown) => `\0${messageOf(error)}`);
    if (text === known) return;
    known = text;
    try {
      if (text.startsWith("\0"))
        throw new ConfigError("config.unreadable", `${file}: ${text.slice(1)}`, { subject: file });
      parseSettings(text, file);
      onGood(text);
    } catch (error) {
      if (!(error instanceof RoomkeeperError)) throw error;
      onRefused(error);
    }
  };
  return clock.every(everyMs, () => void look());
}
