import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Document, parseDocument } from "yaml";
import type { Part } from "./devices.ts";

/** What is of this run only. */
export interface RunFacts {
  panelPort: number;
  livekitUrl: string;
  apiKey: string;
  apiSecret: string;
  /** Who manages the room and makes its tokens; then the room has no secret. */
  hub?: { url: string; pin: string } | undefined;
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
  setService(document, facts);
  document.setIn(["devices", "drivers", "bench", "devices"], facts.standIns);
  for (const [path, value] of facts.further ?? []) document.setIn(path, value);
  const file = join(folder, "room.yaml");
  const write = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o600 });
  await Promise.all([
    write("room.yaml", String(document)),
    facts.hub === undefined ? write("secret", facts.apiSecret) : null,
    write("agenda.ics", facts.agenda),
  ]);
  return file;
}

function setService(document: Document, { hub, livekitUrl, apiKey }: RunFacts): void {
  if (hub === undefined) {
    document.setIn(["services", 0, "url"], livekitUrl);
    document.setIn(["services", 0, "apiKey"], apiKey);
    return;
  }
  const linkHosts = document.getIn(["services", 0, "linkHosts"]);
  document.setIn(["services"], [{ kind: "hub", linkHosts }]);
  document.setIn(["hub"], hub);
}
