import type { Descriptor } from "../domain/device.ts";

/** What a device is known by from one start to the next. */
export interface Identity {
  readonly id: string;
  readonly by: "serial" | "port" | "name";
  /** For IT: empty when all is well. */
  readonly note: string;
}

/**
 * Identities of everything that is plugged. A serial number counts when it is real and no other device on another port
 * carries it; else the port counts, and the note says so.
 * @returns by descriptor key
 */
export function identitiesOf(descriptors: readonly Descriptor[]): Map<string, Identity> {
  const portsBySerial = new Map<string, Set<string>>();
  for (const one of descriptors) {
    const ports = portsBySerial.get(serialKey(one)) ?? new Set<string>();
    portsBySerial.set(serialKey(one), ports.add(one.port));
  }
  const isShared = (one: Descriptor) => (portsBySerial.get(serialKey(one))?.size ?? 0) > 1;
  return new Map(descriptors.map((one) => [one.key, identityOf(one, isShared(one))]));
}

const serialKey = (one: Descriptor) => `${one.vendorId}:${one.productId}:${one.serial}`;

function identityOf(one: Descriptor, isShared: boolean): Identity {
  const part = one.facts.part ? `.${one.facts.part}` : "";
  const product = one.vendorId === "" ? "" : `${one.vendorId}:${one.productId}`;
  if (isRealSerial(one.serial) && !isShared)
    return { id: clean(`${product}:${one.serial}${part}`), by: "serial", note: "" };
  if (one.port === "") return { id: clean(`${one.name}${part}`), by: "name", note: "known by its name only" };
  const why = isRealSerial(one.serial)
    ? `two devices carry the serial number ${one.serial}`
    : "it has no serial number of its own";
  return {
    id: clean(`${product}@${one.port}${part}`),
    by: "port",
    note: `known by its port ${one.port}, because ${why}: it is another device when moved`,
  };
}

const clean = (text: string) => text.replaceAll(/[^A-Za-z0-9._:@-]+/g, "-");

/**
 * Makers leave placeholders in whole production runs: nothing, one digit repeated, a rising row, a date of the firmware
 * that many cameras share.
 */
export function isRealSerial(serial: string): boolean {
  const text = serial.trim().toLowerCase();
  if (text.length < 4) return false;
  const signs = text.replaceAll(/[^a-z0-9]/g, "");
  if (signs === "" || /^(.)\1*$/.test(signs)) return false;
  if (rows.some((row) => row.includes(text.replace(/^sn/, "")))) return false;
  if (/^0*1$/.test(text.replace(/^[a-z]+/, ""))) return false;
  if (/^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{0,4}|\W.*)$/.test(text)) return false;
  return !placeholders.has(text);
}

const rows = ["0123456789abcdef", "01234567890123456789"];
const placeholders = new Set(["default", "none", "serial", "serialnumber", "serial number", "not available", "n/a"]);
