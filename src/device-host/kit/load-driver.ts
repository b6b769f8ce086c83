import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError, messageOf } from "../../domain/errors.ts";
import type { AnyDriver } from "../../driver-contract/index.ts";

const packageName = /^(@[a-z0-9][a-z0-9._-]*\/)?roomkeeper-driver-[a-z0-9][a-z0-9._-]*$/;
const usualFiles = ["driver.ts", "driver.js", "driver.mjs", "index.ts", "index.js", "index.mjs"];

/** What a module with a driver exports. */
interface DriverModule {
  readonly driver: AnyDriver;
  /** With what the contract suite opens one: `{ settings?, descriptor?, answer? }`. */
  readonly example: unknown;
}

/**
 * Loads a driver from a file, a folder, or an installed package named `roomkeeper-driver-*`. It runs with this process's rights.
 * @throws ConfigError config.invalid with what is wrong
 */
export async function loadDriver(place: string): Promise<DriverModule> {
  const file = await fileOf(place);
  let exported: Record<string, unknown>;
  try {
    exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    throw invalid(place, `${file} cannot be loaded: ${messageOf(error)}`);
  }
  const driver = exported.driver ?? exported.default ?? onlyDriverIn(exported);
  const problem = problemWith(driver);
  if (problem !== null) throw invalid(place, `${file}: ${problem}`);
  return { driver: driver as AnyDriver, example: exported.example ?? null };
}

/** Roomkeeper's own drivers are exported by their names. */
function onlyDriverIn(exported: Record<string, unknown>): unknown {
  const drivers = Object.values(exported).filter((value) => problemWith(value) === null);
  return drivers.length === 1 ? drivers[0] : undefined;
}

const invalid = (place: string, what: string) =>
  new ConfigError("config.invalid", `driver ${place}: ${what}`, { subject: place });

async function fileOf(place: string): Promise<string> {
  if (packageName.test(place)) {
    try {
      return createRequire(import.meta.url).resolve(place);
    } catch (error) {
      throw invalid(place, `the package is not installed beside Roomkeeper: ${messageOf(error)}`);
    }
  }
  if (!isAbsolute(place) && !place.startsWith("."))
    throw invalid(place, "give a path, or a package whose name begins with roomkeeper-driver-");
  const path = resolve(place);
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return path;
  if (!found?.isDirectory()) throw invalid(place, "there is no such file or folder");
  for (const name of usualFiles) if (await isFile(join(path, name))) return join(path, name);
  try {
    return createRequire(join(path, "package.json")).resolve(path);
  } catch {
    throw invalid(place, `the folder has none of ${usualFiles.join(", ")}, and no package.json that names a main file`);
  }
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

function problemWith(value: unknown): string | null {
  const driver = value as Partial<AnyDriver> | null | undefined;
  if (typeof driver !== "object" || driver === null) return "it exports no `driver`";
  const { manifest, match, open, announce } = driver;
  if (typeof match !== "function" || typeof open !== "function") return "the driver needs the functions match and open";
  if (announce !== undefined && typeof announce !== "function") return "announce is not a function";
  if (typeof manifest?.id !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(manifest.id))
    return "manifest.id must be a name such as acme-lamp";
  if (typeof manifest.title !== "string" || manifest.title === "") return "manifest.title is missing";
  if (!Array.isArray(manifest.rules) || manifest.rules.length === 0) return "manifest.rules names no hardware";
  return typeof manifest.settings === "object" ? null : "manifest.settings must be a JSON Schema";
}
