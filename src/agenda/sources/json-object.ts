import { SourceError } from "./source.ts";

/** JSON from a server: nothing in it is taken for granted. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function textIn(object: JsonObject, name: string, maxLength = 10_000): string {
  const value = object[name];
  return typeof value === "string" ? value.slice(0, maxLength) : "";
}

export function objectIn(object: JsonObject, name: string): JsonObject {
  return asObject(object[name]);
}

/** @throws SourceError when it is there and no list */
export function listIn(object: JsonObject, name: string, server: string): JsonObject[] {
  const value = object[name];
  if (!Array.isArray(value)) {
    throw new SourceError("calendar.unreadable", `${server} answered without a list of ${name}`);
  }
  return value.map(asObject);
}
