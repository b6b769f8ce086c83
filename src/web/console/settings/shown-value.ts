import type { Json } from "../../../protocol/hub/difference.ts";
import { say } from "../words.ts";
import { fieldWords } from "./field-words.ts";
import { settingsWords } from "./words.ts";

/** A setting's value in words; undefined: the room's own default. */
export function shownValue(path: string, value: Json | undefined): string {
  const text = say(settingsWords);
  if (value === undefined || value === null) return text.ownDefault;
  if (typeof value === "boolean") return value ? text.on : text.off;
  if (typeof value === "object") return JSON.stringify(value);
  return say(fieldWords).values[path]?.[String(value)] ?? String(value);
}

/** What a setting is called. */
export const settingName = (path: string): string => say(fieldWords).fields[path]?.[0] ?? path;
