import { readFile } from "node:fs/promises";
import { LineCounter, parseDocument } from "yaml";
import { ConfigError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import { readerOf } from "../protocol/check.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import { calendarMistake } from "./calendar.ts";
import { completeSettings, type RoomSettings } from "./complete.ts";
import { checkManaged } from "./managed.ts";
import { SettingsSchema, type WrittenSettings } from "./schema.ts";

const readWritten = readerOf(SettingsSchema, "settings", "config.invalid");

/**
 * Reads and checks a room's settings file (YAML 1.2).
 * @throws ConfigError config.unreadable (file and line) or config.invalid (path, value, what is allowed)
 */
export async function loadSettings(file: string): Promise<RoomSettings> {
  return parseSettings(await readText(file), file);
}

/**
 * @param file where the text came from: for messages and relative paths
 * @param managed what the hub sets, over what is written; objects are merged, all else is replaced. What it may not set is refused
 */
export function parseSettings(text: string, file: string, managed: JsonObject = {}): RoomSettings {
  const written = parseYaml(text, file);
  try {
    const own = readWritten(written) as WrittenSettings;
    checkManaged(managed);
    const checked = readWritten(merged(written as JsonObject, managed)) as WrittenSettings;
    checkMeaning(checked);
    return completeSettings(checked, file, own.room.name);
  } catch (error) {
    if (!(error instanceof RoomkeeperError)) throw error;
    throw new ConfigError("config.invalid", `${file}: ${error.message}`, { subject: file });
  }
}

function merged(below: JsonObject, above: JsonObject): JsonObject {
  const both: JsonObject = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const under = Object.hasOwn(below, name) ? below[name] : undefined;
    both[name] = isObject(under) && isObject(value) ? merged(under, value) : value;
  }
  return both;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a schema cannot say. */
function checkMeaning(written: WrittenSettings): void {
  const zone = written.room.zone;
  if (zone !== undefined && !isZone(zone)) {
    throw invalid("room.zone", zone, "must be an IANA time zone, such as Europe/Berlin");
  }
  const names = (written.services ?? []).map(({ name, kind }) => name ?? kind);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice !== -1) {
    throw invalid(`services.${twice}.name`, names[twice], "is the name of another service too: give each its own");
  }
  for (const [index, source] of (written.calendar?.sources ?? []).entries()) {
    const mend = calendarMistake(source);
    if (mend !== null) throw invalid(`calendar.sources.${index}`, source.kind, mend);
  }
}

function invalid(path: string, value: unknown, mend: string): ConfigError {
  return new ConfigError("config.invalid", `settings: ${path} ${JSON.stringify(value)} ${mend}`);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** @throws ConfigError config.unreadable */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigError("config.unreadable", `${file}: ${messageOf(error)}`, { subject: file, cause: error });
  }
}

function parseYaml(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const problem = document.errors[0];
  if (problem === undefined) return document.toJS({ maxAliasCount: 100 });
  const { line, col } = lines.linePos(problem.pos[0]);
  throw new ConfigError("config.unreadable", `${file}:${line}:${col}: ${problem.message}`, { subject: file });
}
