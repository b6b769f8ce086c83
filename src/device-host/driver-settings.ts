import { Compile } from "typebox/compile";
import type { AnyDriver } from "../driver-contract/index.ts";
import type { RunningDriver } from "./matching.ts";

type WrittenSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Which drivers run, with checked settings, in the catalog's order. Settings that the schema refuses are told to `refuse`;
 * a driver that was running keeps its earlier ones, another stays off.
 */
export function readDriverSettings(
  catalog: readonly AnyDriver[],
  written: WrittenSettings,
  before: readonly RunningDriver[],
  refuse: (driver: string, detail: string) => void,
): RunningDriver[] {
  const known = new Set(catalog.map((driver) => driver.manifest.id));
  for (const id of Object.keys(written))
    if (!known.has(id)) refuse(id, `there is no driver of this name; there are: ${[...known].join(", ")}`);
  return catalog.flatMap((driver) => {
    const { id, settings: schema } = driver.manifest;
    const settings = written[id];
    if (settings === undefined) return [];
    const compiled = Compile(schema);
    if (compiled.Check(settings)) return [{ driver, settings }];
    const earlier = before.filter((one) => one.driver === driver);
    const consequence = earlier.length > 0 ? "the driver keeps its earlier settings" : "the driver stays off";
    refuse(id, `${complaintOf(compiled.Errors(settings), schema)}; ${consequence}`);
    return earlier;
  });
}

interface Complaint {
  readonly instancePath: string;
  readonly message: string;
  readonly params: unknown;
}

/** `devices.1 must be equal to one of the allowed values: camera, microphone` */
function complaintOf(errors: Iterable<Complaint>, schema: unknown): string {
  // The deepest says most. A name that is not allowed comes as "schema is false" at its own place.
  const [first] = [...errors].sort((a, b) => depth(b) - depth(a));
  if (first === undefined) return "does not fit the driver's settings";
  const place = first.instancePath === "" ? "settings" : first.instancePath.slice(1).replaceAll("/", ".");
  if (first.message === "schema is false") {
    const names = depth(first) === 1 ? Object.keys((schema as { properties?: object }).properties ?? {}) : [];
    return `${place} is not known${names.length > 0 ? `; there are: ${names.join(", ")}` : ""}`;
  }
  const allowed = (first.params as { allowedValues?: unknown[] } | null)?.allowedValues;
  return `${place} ${first.message}${allowed ? `: ${allowed.join(", ")}` : ""}`;
}

const depth = ({ instancePath }: Complaint) => instancePath.split("/").length - 1;
