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
    refuse(id, `${complaint(compiled.Errors(settings))}; ${consequence}`);
    return earlier;
  });
}

/** `devices.1 must be equal to one of the allowed values` */
function complaint(errors: Iterable<{ instancePath: string; message: string; params: unknown }>): string {
  const [first] = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  if (first === undefined) return "does not fit the driver's settings";
  const place = first.instancePath === "" ? "settings" : first.instancePath.slice(1).replaceAll("/", ".");
  const names = (first.params as { additionalProperties?: string[] } | null)?.additionalProperties;
  return `${place} ${first.message}${names ? `: ${names.join(", ")}` : ""}`;
}
