import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { Part } from "./devices.ts";

/** What is of this run only. */
export interface RunFacts {
  panelPort: number;
  livekitUrl: string;
  apiKey: string;
  apiSecret: string;
  standIns: Part[];
  /** The calendar's text. */
  agenda: string;
  /** Further settings: where they stand in the file, and what is to stand there. */
  further?: [path: (string | number)[], value: unknown][];
}

/**
 * Writes the room's settings for one run, and the files they name, into a private folder.
 * @param template config/try.yaml, whose other settings stay as they are
 * @returns the settings file
 */
export async function writeSettings(template: string, folder: string, facts: RunFacts): Promise<string> {
  const document = parseDocument(await readFile(template, "utf8"));
  document.setIn(["panel", "port"], facts.panelPort);
  document.setIn(["services", 0, "url"], facts.livekitUrl);
  document.setIn(["services", 0, "apiKey"], facts.apiKey);
  document.setIn(["devices", "drivers", "bench", "devices"], facts.standIns);
  for (const [path, value] of facts.further ?? []) document.setIn(path, value);
  const file = join(folder, "room.yaml");
  const write = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o600 });
  await Promise.all([
    write("room.yaml", String(document)),
    write("secret", facts.apiSecret),
    write("agenda.ics", facts.agenda),
  ]);
  return file;
}
