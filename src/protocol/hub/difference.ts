import { RoomkeeperError } from "../../domain/errors.ts";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** One change: set the value at a path, or (without `v`) remove the field there. */
export interface Change {
  p: (string | number)[];
  v?: Json;
}

/**
 * What changed from one JSON document to the next, as few changes as differ. Lists of equal length are compared place by
 * place; others are replaced whole. `applyChanges(before, differences(before, after))` equals `after`
 * (a field named `__proto__`, which only an attacker has, is refused there).
 */
export function differences(before: Json, after: Json): Change[] {
  const changes: Change[] = [];
  compare(before, after, [], changes);
  return changes;
}

function compare(before: Json, after: Json, path: (string | number)[], changes: Change[]): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, item] of after.entries()) compare(before[index] as Json, item, [...path, index], changes);
  } else if (isObject(before) && isObject(after)) {
    compareFields(before, after, path, changes);
  } else if (before !== after) {
    changes.push({ p: path, v: after });
  }
}

function compareFields(before: JsonObject, after: JsonObject, path: (string | number)[], changes: Change[]): void {
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) changes.push({ p: [...path, name] });
  for (const [name, value] of Object.entries(after)) {
    if (Object.hasOwn(before, name)) compare(before[name] as Json, value, [...path, name], changes);
    else changes.push({ p: [...path, name], v: value });
  }
}

/**
 * A new document with the changes made; `document` stays as it was and unchanged parts are shared.
 * @throws RoomkeeperError hub.protocol when a path leads nowhere: the two sides do not have the same document
 */
export function applyChanges(document: Json, changes: readonly Change[]): Json {
  return changes.reduce<Json>((result, change) => applyAt(result, change, 0), document);
}

function applyAt(value: Json, change: Change, depth: number): Json {
  const step = change.p[depth];
  if (step === undefined) {
    if (change.v === undefined) throw nowhere(change);
    return change.v;
  }
  const last = depth === change.p.length - 1;
  if (Array.isArray(value)) return applyInList(value, step, change, depth);
  if (!isObject(value) || typeof step !== "string" || step === "__proto__") throw nowhere(change);
  const copy = { ...value };
  if (last && change.v === undefined) delete copy[step];
  else if (last) copy[step] = change.v as Json;
  else if (Object.hasOwn(value, step)) copy[step] = applyAt(value[step] as Json, change, depth + 1);
  else throw nowhere(change);
  return copy;
}

function applyInList(list: Json[], step: string | number, change: Change, depth: number): Json {
  if (typeof step !== "number" || !(step in list)) throw nowhere(change);
  const copy = [...list];
  copy[step] = applyAt(list[step] as Json, change, depth + 1);
  return copy;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nowhere(change: Change): RoomkeeperError {
  return new RoomkeeperError(
    "hub.protocol",
    `difference: the path ${change.p.join(".")} leads nowhere; ask for a snapshot`,
  );
}
