import type { Static, TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { Settings } from "typebox/system";
import type { ErrorCode } from "../domain/error-codes.ts";
import { RoomkeeperError } from "../domain/errors.ts";

// A choice of many shapes complains once a shape; the default of 8 would hide the one that was meant.
Settings.Set({ maxErrors: 500 });

/** Reads unknown data as `T`, or throws an error that names the place and what is allowed. */
export type Reader<T> = (data: unknown) => T;

/**
 * Makes a reader from a schema, compiled once, when it is first used: each process uses few of all that it knows.
 * @param name what is read, for the message: "intent", "settings", "device host message"
 */
export function readerOf<S extends TSchema>(schema: S, name: string, code: ErrorCode): Reader<Static<S>> {
  let kept: Validator | null = null;
  return (data) => {
    kept ??= Compile(schema);
    const compiled = kept;
    if (compiled.Check(data)) return data as Static<S>;
    throw new RoomkeeperError(code, `${name}: ${explain([...compiled.Errors(data)], data)}`);
  };
}

interface Complaint {
  schemaPath: string;
  instancePath: string;
  message: string;
  keyword: string;
  params: unknown;
}

/** The deepest complaint says most: `join.percent "loud" must be number`. */
function explain(all: Complaint[], data: unknown): string {
  const complaints = ofTheMeantShape(all);
  const deepest = Math.max(...complaints.map(depth));
  const last = complaints.find((complaint) => depth(complaint) === deepest);
  if (last === undefined) return "does not fit its schema";
  const place = last.instancePath === "" ? "the whole" : partsOf(last.instancePath).join(".");
  const same = complaints.filter(({ instancePath }) => instancePath === last.instancePath);
  return `${place} ${show(valueAt(data, last.instancePath))} ${complaint(last, same)}`;
}

/** In a choice of shapes told apart by a constant (`kind`, `type`), only the shape with the right constant was meant. */
function ofTheMeantShape(all: Complaint[]): Complaint[] {
  const wrong = all.filter(({ keyword }) => keyword === "const").map(({ schemaPath }) => shapeOf(schemaPath));
  const meant = all.filter(({ schemaPath }) => !wrong.some((shape) => shape !== "" && isWithin(schemaPath, shape)));
  return meant.some(({ keyword }) => keyword !== "anyOf") ? meant : all;
}

/** `#/a/anyOf/1/properties/kind` → `#/a/anyOf/1`. */
const shapeOf = (schemaPath: string) => /^.*\/anyOf\/\d+/.exec(schemaPath)?.[0] ?? "";

const isWithin = (schemaPath: string, shape: string) => schemaPath === shape || schemaPath.startsWith(`${shape}/`);

const depth = ({ instancePath }: Complaint) => instancePath.split("/").length;

/** The words of one complaint. `same`: all at its place, since each branch of a choice complains for itself. */
function complaint(last: Complaint, same: Complaint[]): string {
  const params = (last.params ?? {}) as { allowedValues?: unknown[] };
  if (last.keyword === "boolean") return "is not known here: take it out, or mend its name";
  const constants = same
    .filter(({ keyword }) => keyword === "const")
    .map((c) => (c.params as { allowedValue: unknown }).allowedValue);
  const allowed = params.allowedValues ?? constants;
  return allowed.length > 0 ? `must be one of ${allowed.map((v) => JSON.stringify(v)).join(", ")}` : last.message;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "(absent)";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The value at a JSON pointer. */
function valueAt(data: unknown, pointer: string): unknown {
  let value: unknown = data;
  for (const key of partsOf(pointer)) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

/** A JSON pointer's names: a slash within one is written `~1`. */
const partsOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
