import { type Change, differences, type Json, type JsonObject } from "../../protocol/hub/difference.ts";
import type { ScopeKind, ShownPreview } from "../../protocol/hub/shown-settings.ts";
import { isLiveSetting } from "../../settings/live.ts";

export const scopeKinds = ["organisation", "site", "group", "room"] as const satisfies ScopeKind[];

export interface Layer {
  kind: ScopeKind;
  /** Id of the site, group or room; of the organisation for the first. */
  scope: string;
  document: JsonObject;
}

/** The place that a template is for, and the places of a room. */
export interface Place {
  organisation: string;
  site: string | null;
  group: string | null;
  room: string;
}

export interface Effective {
  document: JsonObject;
  /** Where each setting comes from, by its path joined with dots. */
  origins: Record<string, { kind: ScopeKind; scope: string }>;
}

/** The scopes of a room that can have a template, general first. */
export function scopesOf(place: Place): { kind: ScopeKind; scope: string }[] {
  const scopes = [
    { kind: "organisation" as const, scope: place.organisation },
    { kind: "site" as const, scope: place.site },
    { kind: "group" as const, scope: place.group },
    { kind: "room" as const, scope: place.room },
  ];
  return scopes.flatMap(({ kind, scope }) => (scope === null ? [] : [{ kind, scope }]));
}

/**
 * One document out of several, general first: objects are merged field by field, everything else is replaced whole. `null`
 * takes a setting away, so that the room's own default is used.
 */
export function merge(layers: readonly Layer[]): Effective {
  const origins: Effective["origins"] = {};
  let document: JsonObject = {};
  for (const layer of layers) document = mergeInto(document, layer.document, [], layer, origins);
  return { document, origins };
}

function mergeInto(
  base: JsonObject,
  over: JsonObject,
  path: string[],
  layer: Layer,
  origins: Effective["origins"],
): JsonObject {
  const result: JsonObject = { ...base };
  for (const [name, value] of Object.entries(over)) {
    // No setting is called so; assigning it would change the prototype.
    if (name === "__proto__") continue;
    const here = [...path, name];
    const before = Object.hasOwn(result, name) ? result[name] : undefined;
    if (isObject(value)) {
      const nested = isObject(before) ? before : {};
      if (!isObject(before)) forget(origins, here);
      result[name] = mergeInto(nested, value, here, layer, origins);
      continue;
    }
    forget(origins, here);
    if (value === null) delete result[name];
    else {
      result[name] = value;
      origins[here.join(".")] = { kind: layer.kind, scope: layer.scope };
    }
  }
  return result;
}

function forget(origins: Effective["origins"], path: string[]): void {
  const key = path.join(".");
  for (const known of Object.keys(origins)) if (known === key || known.startsWith(`${key}.`)) delete origins[known];
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How what a room runs differs from what it should run: the changes that would make it right. */
export const drift = (target: JsonObject, reported: JsonObject): Change[] => differences(reported, target);

export interface Preview extends Omit<ShownPreview, "named"> {
  /** Of `rooms` those that take all of it at once, in a meeting too. */
  live: ReadonlySet<string>;
}

/** What a change would do, before it is made: "these 214 rooms, these 3 values". */
export function preview(rooms: readonly { id: string; before: JsonObject; after: JsonObject }[]): Preview {
  const affected: string[] = [];
  const live = new Set<string>();
  const changes = new Map<string, Preview["changes"][number]>();
  for (const { id, before, after } of rooms) {
    const found = changedValues(valuesOf(before), valuesOf(after));
    if (found.length > 0) affected.push(id);
    if (found.every((change) => change.live)) live.add(id);
    for (const change of found) {
      const key = JSON.stringify([change.path, change.before, change.value]);
      const known = changes.get(key);
      if (known === undefined) changes.set(key, { ...change, rooms: 1 });
      else known.rooms += 1;
    }
  }
  return { rooms: affected, changes: [...changes.values()].sort((a, b) => b.rooms - a.rooms), live };
}

function changedValues(before: ReadonlyMap<string, Json>, after: ReadonlyMap<string, Json>) {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].flatMap((path) => {
    const [was, becomes] = [before.get(path), after.get(path)];
    if (JSON.stringify(was) === JSON.stringify(becomes)) return [];
    const values = {
      ...(was === undefined ? {} : { before: was }),
      ...(becomes === undefined ? {} : { value: becomes }),
    };
    return [{ path, ...values, live: isLiveSetting(path.split(".")) }];
  });
}

/** The single settings of a document by their paths; a list is one setting. */
function valuesOf(document: JsonObject, path: readonly string[] = [], found = new Map<string, Json>()) {
  for (const [name, value] of Object.entries(document)) {
    if (isObject(value)) valuesOf(value, [...path, name], found);
    else found.set([...path, name].join("."), value);
  }
  return found;
}
