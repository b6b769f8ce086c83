import type { Static, TSchema } from "typebox";
import { Compile } from "typebox/compile";
import type { ErrorCode } from "../domain/error-codes.ts";
import { RoomkeeperError } from "../domain/errors.ts";

/** Reads unknown data as `T`, or throws an error that names the place and what is allowed. */
export type Reader<T> = (data: unknown) => T;

/**
 * Makes a reader from a schema, compiled once.
 * @param name what is read, for the message: "intent", "settings", "device host message"
 */
export function readerOf<S extends TSchema>(schema: S, name: string, code: ErrorCode): Reader<Static<S>> {
  const compiled = Compile(schema);
  return (data) => {
    if (compiled.Check(data)) return data as Static<S>;
    throw new RoomkeeperError(code, `${name}: ${explain([...compiled.Errors(data)], data)}`);
  };
}

interface Complaint {
  instancePath: string;
  message: string;
  keyword: string;
  params: unknown;
}

/** The deepest complaint says most: `join.percent "loud" must be number`. */
function explain(complaints: Complaint[], data: unknown): string {
  const last = [...complaints].sort((a, b) => depth(b) - depth(a))[0];
  if (last === undefined) return "does not fit its schema";
  const place = last.instancePath === "" ? "the whole" : last.instancePath.slice(1).replaceAll("/", ".");
  return `${place} ${show(valueAt(data, last.instancePath))} ${last.message}${allowed(last.params)}`;
}

const depth = (complaint: Complaint) => complaint.instancePath.split("/").length;

function allowed(params: unknown): string {
  const values = (params as { allowedValues?: unknown[]; additionalProperties?: string[] } | null) ?? {};
  if (values.allowedValues) return `: ${values.allowedValues.map((v) => JSON.stringify(v)).join(", ")}`;
  if (values.additionalProperties) return `: ${values.additionalProperties.join(", ")}`;
  return "";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "(absent)";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The value at a JSON pointer. */
function valueAt(data: unknown, pointer: string): unknown {
  let value: unknown = data;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    value = (value as Record<string, unknown> | null | undefined)?.[key];
  }
  return value;
}
