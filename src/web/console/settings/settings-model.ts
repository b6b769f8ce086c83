import type { Json, JsonObject } from "../../../protocol/hub/difference.ts";
import type { ScopeKind, ShownTemplate } from "../../../protocol/hub/shown-settings.ts";

/** One setting of the schema, as the form shows it. */
export interface SettingField {
  /** Joined with dots. */
  path: string;
  /** `other`: a list or a record, edited as text. */
  kind: "boolean" | "choice" | "integer" | "text" | "other";
  options: string[];
  minimum: number | null;
  maximum: number | null;
}

/** The parts of JSON Schema that settings use. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  enum?: Json[];
  minimum?: number;
  maximum?: number;
}

/** Every single setting of a schema, in its order. */
export function fieldsOf(schema: Schema, path: readonly string[] = []): SettingField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const here = [...path, name];
    return one.properties === undefined ? [fieldOf(one, here.join("."))] : fieldsOf(one, here);
  });
}

function fieldOf(schema: Schema, path: string): SettingField {
  const { type = "", minimum = null, maximum = null } = schema;
  const options = (schema.enum ?? []).map(String);
  const plain = { path, options, minimum, maximum };
  if (options.length > 0) return { ...plain, kind: "choice" };
  const kinds: Record<string, SettingField["kind"]> = { boolean: "boolean", integer: "integer", string: "text" };
  return { ...plain, kind: kinds[type] ?? "other" };
}

export interface Named {
  id: string;
  name: string;
}

export interface Group extends Named {
  site: string | null;
}

/** What is asked of the hub: to be looked at first, then rolled out. */
export interface Change {
  kind: ScopeKind;
  scope: string;
  settings: JsonObject;
}

/** Where a scope is, so that it is known what it inherits. */
export interface ScopePlace {
  kind: ScopeKind;
  scope: string;
  site: string | null;
  group: string | null;
}

/** The templates from which a scope inherits, general first. */
export function layersAbove(templates: readonly ShownTemplate[], place: ScopePlace): ShownTemplate[] {
  const rank = ranks[place.kind];
  const above = templates.filter(({ kind, scope }) => {
    if (ranks[kind] >= rank) return false;
    if (kind === "organisation") return true;
    return kind === "site" ? scope === place.site : scope === place.group;
  });
  return above.sort((a, b) => ranks[a.kind] - ranks[b.kind]);
}

/** The templates of more particular scopes that set this value themselves. */
export function overriding(templates: readonly ShownTemplate[], place: ScopePlace, path: string): ShownTemplate[] {
  return templates.filter(
    (one) => ranks[one.kind] > ranks[place.kind] && lies(one, place) && valueAt(one.settings, path) !== undefined,
  );
}

const ranks: Record<ScopeKind, number> = { organisation: 0, site: 1, group: 2, room: 3 };

function lies(one: ShownTemplate, { kind, scope }: ScopePlace): boolean {
  if (kind === "organisation") return true;
  if (kind === "site") return one.site === scope;
  return kind === "group" && one.group === scope;
}

/** A value and the template that it comes from. */
export interface Inherited {
  value: Json;
  from: ShownTemplate;
}

/** What holds at a path when the scope itself says nothing; null: the room's own default. */
export function inheritedAt(layers: readonly ShownTemplate[], path: string): Inherited | null {
  let found: Inherited | null = null;
  for (const from of layers) {
    const value = valueAt(from.settings, path);
    if (value !== undefined) found = value === null ? null : { value, from };
  }
  return found;
}

/** The value at a path; `null` where it, or something around it, is taken away. */
export function valueAt(document: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = document;
  for (const name of path.split(".")) {
    if (value === null || value === undefined) return value;
    // What is a single value here hides everything below.
    if (!isObject(value)) return null;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** The document with a value set, or (undefined) said no more; objects that this leaves empty go, too. */
export function withValue(document: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [name = "", ...rest] = path.split(".");
  const copy = { ...document };
  if (rest.length === 0) {
    if (value === undefined) delete copy[name];
    else copy[name] = value;
    return copy;
  }
  const inner = withValue(isObject(copy[name]) ? copy[name] : {}, rest.join("."), value);
  if (Object.keys(inner).length === 0) delete copy[name];
  else copy[name] = inner;
  return copy;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Why a number does not fit its field; null when it does. */
export function numberTrouble(field: SettingField, value: Json | undefined): "whole" | "range" | null {
  const { kind, minimum, maximum } = field;
  if (kind !== "integer" || value === undefined || value === null) return null;
  if (typeof value !== "number" || !Number.isInteger(value)) return "whole";
  return (minimum !== null && value < minimum) || (maximum !== null && value > maximum) ? "range" : null;
}

/** At which setting the hub's words of refusal point: `settings: policies.titles "x" must be…`. */
export function refusedPath(detail: string): { path: string; why: string } | null {
  const found = /^settings: ([\w.-]+) (.+)$/s.exec(detail);
  return found === null ? null : { path: found[1] ?? "", why: found[2] ?? "" };
}

/** `5, 25, 100` as shares; null: not rising whole numbers that end with 100. */
export function readWaves(text: string): number[] | null {
  const waves = text.split(/[\s,\uff0c\u3001]+/).filter((one) => one !== "");
  const numbers = waves.map(Number);
  const rising = numbers.every((one, at) => Number.isInteger(one) && one > (at === 0 ? 0 : (numbers[at - 1] ?? 0)));
  return rising && numbers.at(-1) === 100 && numbers.length <= 20 ? numbers : null;
}

/** Whether two documents say the same. */
export const same = (a: JsonObject, b: JsonObject): boolean => canonical(a) === canonical(b);

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`;
}

/** How many single settings a document holds. */
export const leavesOf = (document: JsonObject): number =>
  Object.values(document).reduce<number>((count, value) => count + (isObject(value) ? leavesOf(value) : 1), 0);
