import type { Direction, Field, ReportDescriptor } from "./report-descriptor.ts";
import { usageName } from "./usages.ts";

/** One control in one report. */
export interface Reading {
  /** Name of the usage, such as "phone-mute". */
  readonly usage: string;
  /** 0 or 1 for keys and lamps; array usages are 1 while the slot names them. */
  readonly value: number;
  readonly field: Field;
}

/**
 * What a report says about telephony, LED and consumer controls. Bytes as hidraw gives them: the id first when reports are
 * numbered. A report that is shorter than declared says nothing about what it lacks.
 */
export function decodeReport(descriptor: ReportDescriptor, direction: Direction, bytes: Uint8Array): Reading[] {
  const reportId = descriptor.numbered ? bytes[0] : 0;
  const payload = descriptor.numbered ? bytes.subarray(1) : bytes;
  return descriptor.fields
    .filter((field) => field.direction === direction && field.reportId === reportId)
    .flatMap((field) => readingsOf(field, payload));
}

function readingsOf(field: Field, payload: Uint8Array): Reading[] {
  const raw = bitsOf(payload, field.bitOffset, field.bitSize);
  if (raw === null) return [];
  return field.usages.flatMap((usage, index) => {
    const name = usageName(usage);
    if (name === null) return [];
    const value = field.array ? Number(raw === field.logicalMin + index) : signed(raw, field);
    return { usage: name, value, field };
  });
}

function signed(raw: number, { logicalMin, bitSize }: Field): number {
  return logicalMin < 0 && raw >= 2 ** (bitSize - 1) ? raw - 2 ** bitSize : raw;
}

/** Unsigned, little-endian, bit 0 first; null beyond the payload or for more than 32 bits. */
export function bitsOf(payload: Uint8Array, offset: number, size: number): number | null {
  if (size < 1 || size > 32 || offset + size > payload.length * 8) return null;
  let value = 0;
  for (let bit = size - 1; bit >= 0; bit--) {
    const at = offset + bit;
    value = value * 2 + (((payload[at >> 3] as number) >> (at & 7)) & 1);
  }
  return value;
}

/**
 * The output reports that set these lamps, whole: id and every declared byte. Firmware ignores shorter writes, and a report
 * carries several lamps, so that each write repeats them all.
 * @param values by usage name; lamps that are not named are off
 */
export function encodeReports(descriptor: ReportDescriptor, values: Readonly<Record<string, number>>): Uint8Array[] {
  const lamps = descriptor.fields.filter(
    (field) => field.direction === "out" && namesOf(field).some((name) => name in values),
  );
  return [...new Set(lamps.map((field) => field.reportId))].map((reportId) => {
    const bits = descriptor.reports.find((one) => one.direction === "out" && one.reportId === reportId)?.bits ?? 0;
    const payload = new Uint8Array(Math.ceil(bits / 8));
    const shown = new Set<string>();
    for (const field of lamps)
      if (field.reportId === reportId)
        setBits(payload, field.bitOffset, field.bitSize, lampValue(field, values, shown));
    return descriptor.numbered ? Uint8Array.of(reportId, ...payload) : payload;
  });
}

const namesOf = (field: Field) => field.usages.map((usage) => usageName(usage) ?? "");

/** @param shown lamps that have a slot of an array already */
function lampValue(field: Field, values: Readonly<Record<string, number>>, shown: Set<string>): number {
  const names = namesOf(field);
  if (!field.array) return values[names.find((name) => name in values) ?? ""] ?? 0;
  const lit = names.findIndex((name) => (values[name] ?? 0) !== 0 && !shown.has(name));
  if (lit >= 0) shown.add(names[lit] as string);
  return lit < 0 ? noneOf(field) : field.logicalMin + lit;
}

/** What a slot holds when none of its usages is on: a value that names none (HID 1.11, 6.2.2.5). */
function noneOf({ logicalMin, bitSize, usages }: Field): number {
  const beyond = logicalMin + usages.length;
  return logicalMin > 0 ? 0 : beyond < 2 ** bitSize ? beyond : logicalMin;
}

function setBits(payload: Uint8Array, offset: number, size: number, value: number): void {
  for (let bit = 0; bit < size; bit++) {
    const at = offset + bit;
    if (Math.floor(value / 2 ** bit) % 2 === 1) payload[at >> 3] = (payload[at >> 3] as number) | (1 << (at & 7));
  }
}
