import { bytesIn, bytesInText, lineAt, lineNumber, linesIn, refuse } from "./plain-text.ts";

/** A report descriptor found in what people have at hand. */
export interface FoundDescriptor {
  /** Where it begins, for people: "line 12", or "" when it is all there is. */
  readonly place: string;
  readonly bytes: Uint8Array;
}

/**
 * Report descriptors in a text: hid-recorder (`R: 5 05 0c ...`), usbhid-dump (`001:002:003:DESCRIPTOR`), lsusb -v (`Item(Global):
 * Usage Page, data= [ 0x0b ]`), JSON with a descriptor in hexadecimal, such as a recording of devices, ioreg of a Mac (`"ReportDescriptor" = <050c...>`), the
 * kernel's debugfs (the bytes, then what it makes of them), or any other text.
 * @throws ConfigError
 */
export function descriptorsInText(text: string): FoundDescriptor[] {
  const lines = linesIn(text);
  if (lines.some((line) => recordLine.test(line))) return recorded(lines);
  if (lines.some((line) => dumpHead.test(line))) return dumped(lines);
  if (lines.some((line) => itemLine.test(line))) return listed(lines);
  if (/Report Descriptors?:\s*\*\* UNAVAILABLE/.test(text))
    return refuse(
      "lsusb could not read the report descriptor, a driver holds the device: take /sys/class/hidraw/hidrawN/device/report_descriptor",
    );
  const inJson = named(text);
  if (inJson.length > 0) return inJson;
  const explained = /^ *(INPUT|OUTPUT|FEATURE)(\(\d+\))?\[(INPUT|OUTPUT|FEATURE)\]/m.exec(text);
  const bytes = bytesInText(explained === null ? text : text.slice(0, explained.index));
  return [{ place: "", bytes: Uint8Array.from(bytes) }];
}

const recordLine = /^R: (\d+) (.*)$/;

/** hid-recorder and hid-replay: count, then the bytes. */
function recorded(lines: readonly string[]): FoundDescriptor[] {
  return lines.flatMap((line, index) => {
    const [, count, hex] = recordLine.exec(line) ?? [];
    if (hex === undefined) return [];
    const bytes = bytesIn(hex, index);
    if (bytes.length !== Number(count))
      return refuse(`${lineNumber(index)}: ${count} bytes are announced, ${bytes.length} are there`);
    return { place: lineNumber(index), bytes: Uint8Array.from(bytes) };
  });
}

const dumpHead = /^\d{3}:\d{3}:\d{3}:(DESCRIPTOR|STREAM)\b/;

function dumped(lines: readonly string[]): FoundDescriptor[] {
  const found: { place: string; bytes: number[] }[] = [];
  let isDescriptor = false;
  for (const [index, line] of lines.entries()) {
    const kind = dumpHead.exec(line)?.[1];
    if (kind !== undefined) {
      isDescriptor = kind === "DESCRIPTOR";
      if (isDescriptor) found.push({ place: `${lineNumber(index)} (${line.slice(0, 11)})`, bytes: [] });
    } else if (isDescriptor) found.at(-1)?.bytes.push(...bytesIn(line, index));
  }
  return found.map(({ place, bytes }) => ({ place, bytes: Uint8Array.from(bytes) }));
}

const itemLine = /^\s*Item\(\s*\w+\s*\): (.*?), data=\s*(.*)$/;

/** lsusb -v: items by name, a descriptor after each "Report Descriptor:". */
function listed(lines: readonly string[]): FoundDescriptor[] {
  const found: { place: string; bytes: number[] }[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^\s*Report Descriptor:/.test(line)) found.push({ place: lineNumber(index), bytes: [] });
    const [, name = "", data = ""] = itemLine.exec(line) ?? [];
    if (name === "") continue;
    if (found.length === 0) found.push({ place: lineNumber(index), bytes: [] });
    found.at(-1)?.bytes.push(...itemOf(name, data, index));
  }
  return found.flatMap(({ place, bytes }) => (bytes.length === 0 ? [] : { place, bytes: Uint8Array.from(bytes) }));
}

function itemOf(name: string, data: string, index: number): number[] {
  const prefix = prefixes[name.trim()] ?? refuse(`${lineNumber(index)}: there is no item ${JSON.stringify(name)}`);
  const bytes = [...(/\[(.*?)\]/.exec(data)?.[1] ?? "").matchAll(/0x([0-9a-f]{2})/gi)];
  return [prefix | (bytes.length === 4 ? 3 : bytes.length), ...bytes.map(([, hex = ""]) => Number.parseInt(hex, 16))];
}

/** lsusb's names of items (HID 1.11, 6.2.2.4 to 6.2.2.8). */
const prefixes: Readonly<Record<string, number>> = {
  ...{ Input: 0x80, Output: 0x90, Feature: 0xb0, Collection: 0xa0, "End Collection": 0xc0 },
  ...{ "Usage Page": 0x04, "Logical Minimum": 0x14, "Logical Maximum": 0x24, "Physical Minimum": 0x34 },
  ...{ "Physical Maximum": 0x44, "Unit Exponent": 0x54, Unit: 0x64, "Report Size": 0x74, "Report ID": 0x84 },
  ...{ "Report Count": 0x94, Push: 0xa4, Pop: 0xb4, Usage: 0x08, "Usage Minimum": 0x18, "Usage Maximum": 0x28 },
  ...{ "Designator Index": 0x38, "Designator Minimum": 0x48, "Designator Maximum": 0x58, "String Index": 0x78 },
  ...{ "String Minimum": 0x88, "String Maximum": 0x98, Delimiter: 0xa8 },
};

function named(text: string): FoundDescriptor[] {
  return [...text.matchAll(/"\w{0,40}descriptor\w{0,40}" ?[:=] ?["<]([0-9a-f\s]{8,})[">]/gi)].map(
    ({ index, 1: hex = "" }) => ({
      place: lineAt(text, index),
      bytes: Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ""), "hex")),
    }),
  );
}
