import { Compile } from "typebox/compile";
import type { Descriptor } from "../../domain/device.ts";
import { messageOf } from "../../domain/errors.ts";
import type { AnyDriver } from "../../driver-contract/index.ts";
import { bestClaim } from "../matching.ts";
import type { Claimed } from "./stand.ts";

/** What is wrong, in words; null when all is well. */
export type Verdict = string | null;

const blank: Descriptor = {
  key: "check/blank",
  subsystem: "usb",
  name: "",
  node: "",
  vendorId: "",
  productId: "",
  serial: "",
  port: "",
  facts: {},
};

/** With what the suite opens a device: the module's `example`, else what the settings announce, else a made-up one by its rules. */
export function claimedBy(driver: AnyDriver, example: unknown): Claimed | null {
  const given = (example ?? {}) as { settings?: unknown; descriptor?: Descriptor; answer?: Claimed["answer"] };
  const settings = freeze(structuredClone(given.settings ?? {}));
  const made = driver.manifest.rules.map(({ subsystem, vendorId = "1209", productId = "0001" }) => ({
    ...blank,
    ...{ key: `${subsystem}/check`, subsystem, name: "Check", node: "/dev/check", vendorId, productId },
  }));
  const candidates = [given.descriptor ?? [], ...(driver.announce?.(settings) ?? []), ...made].flat();
  for (const descriptor of candidates) {
    const match = driver.match(freeze(structuredClone(descriptor)), settings);
    if (match !== null) return { driver, settings, descriptor, match, answer: given.answer ?? (() => null) };
  }
  return null;
}

export function settingsVerdict({ manifest }: AnyDriver): Verdict {
  const settings = Compile(manifest.settings);
  if (!settings.Check({})) return "settings {} are refused: without any settings it must run with defaults";
  return settings.Check({ noSuchSetting: 1 })
    ? "a setting that does not exist is accepted: add additionalProperties: false, so that people see their slips"
    : null;
}

/** Matching looks at frozen things, twice, and leaves nothing running. */
export function matchVerdict({ driver, settings, descriptor }: Claimed): Verdict {
  const before = resources();
  try {
    const frozen = freeze(structuredClone(descriptor));
    const first = JSON.stringify(driver.match(frozen, settings));
    if (first !== JSON.stringify(driver.match(frozen, settings))) return "match says another thing when asked again";
    const shape = shapeVerdict(driver.match(frozen, settings));
    if (shape !== null) return shape;
    if (bestClaim(blank, [{ driver, settings }], () => undefined) !== null)
      return "it wants things that are not its own";
  } catch (error) {
    return `match throws (it must not change what it looks at): ${messageOf(error)}`;
  }
  const opened = leaked(before);
  return opened === null ? null : `match opens something: ${opened}`;
}

/** A slip in a name here would make a driver that never gets its device, without a word. */
function shapeVerdict(match: unknown): Verdict {
  const { score, why, ...more } = match as Record<string, unknown>;
  if (typeof score !== "number" || !(score >= 1 && score <= 100)) return "match says no score from 1 to 100";
  if (typeof why !== "string" || why === "") return "match does not say why it wants the device";
  const unknown = Object.keys(more).filter((name) => name !== "title" && name !== "identity");
  return unknown.length === 0
    ? null
    : `match says ${unknown.join(", ")}: only score, why, title and identity are known`;
}

/** Files, sockets, timers and children that this process has open. */
export const resources = () => process.getActiveResourcesInfo();

/** What is open now and was not before, in words; null when there is nothing. */
export function leaked(before: readonly string[]): string | null {
  const rest = [...before];
  const more = resources().filter((name) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0 && name !== "Immediate" && name !== "TickObject";
  });
  return more.length === 0 ? null : more.join(", ");
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
