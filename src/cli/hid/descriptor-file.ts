import { open, readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isKnownItem, itemsOf } from "../../../drivers/hid-speakerphone/items.ts";
import { parseReportDescriptor, type ReportDescriptor } from "../../../drivers/hid-speakerphone/report-descriptor.ts";
import { page } from "../../../drivers/hid-speakerphone/usages.ts";
import { ConfigError, messageOf } from "../../domain/errors.ts";
import { refuse } from "./plain-text.ts";
import { descriptorsInText, type FoundDescriptor } from "./tool-text.ts";

/** A descriptor is 4 KB at most (Linux); dumps of whole computers are larger. */
const longestFile = 1_048_576;

export interface ReadDescriptor {
  readonly bytes: Uint8Array;
  /** What people should know about how it was read. */
  readonly notes: readonly string[];
}

/**
 * The report descriptor in a file, of a hidraw node or in a device's folder in sysfs.
 * @throws ConfigError config.unreadable naming the file, the place and the mend
 */
export async function readDescriptor(file: string): Promise<ReadDescriptor> {
  const path = await pathOf(file);
  try {
    return chosenOf(descriptorsIn(await bytesOf(path)));
  } catch (error) {
    throw new ConfigError("config.unreadable", `${path}: ${messageOf(error)}`, { subject: path, cause: error });
  }
}

/** A device's descriptor is in sysfs, readable by everybody; the device itself need not be opened. */
async function pathOf(file: string): Promise<string> {
  // Links under /dev are other names of nodes.
  const real = await realpath(file).catch(() => file);
  if (/^\/dev\/hidraw\d+$/.test(real)) return await nodePath(real);
  const folders = ["report_descriptor", "device/report_descriptor"].map((name) => join(file, name));
  if (!(await stat(file).catch(() => null))?.isDirectory()) return file;
  for (const path of folders) if ((await stat(path).catch(() => null)) !== null) return path;
  throw new ConfigError("config.unreadable", `${file}: a folder without report_descriptor`, { subject: file });
}

async function nodePath(node: string): Promise<string> {
  const path = `/sys/class/hidraw/${basename(node)}/device/report_descriptor`;
  if ((await stat(path).catch(() => null)) !== null) return path;
  const others = (await readdir("/sys/class/hidraw").catch(() => [])).map((name) => `/dev/${name}`);
  const mend = others.length === 0 ? "this computer has no HID devices" : `there are ${others.sort().join(", ")}`;
  throw new ConfigError("config.unreadable", `${node}: there is no such device; ${mend}`, { subject: node });
}

/** Bounded: a device file has no end. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > longestFile) return refuse("too long for a report descriptor (1 MB)");
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

function descriptorsIn(content: Uint8Array): FoundDescriptor[] {
  if (content.length === 0) return refuse("the file is empty");
  const text = textOf(content);
  return text === null ? [{ place: "", bytes: content }] : descriptorsInText(text);
}

/** Null when it is no text. PowerShell writes UTF-16. */
function textOf(content: Uint8Array): string | null {
  const isWide = content[0] === 0xff && content[1] === 0xfe;
  try {
    const text = new TextDecoder(isWide ? "utf-16le" : "utf-8", { fatal: true }).decode(content);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
    return /[\x00-\x08\x0e-\x1f]/.test(text) ? null : text;
  } catch {
    // Bytes that are no text are a descriptor's own.
    return null;
  }
}

/** One of several: the one with telephony keys. */
function chosenOf(found: readonly FoundDescriptor[]): ReadDescriptor {
  const parsed = found.map(({ place, bytes }) => ({ place, bytes, read: parseReportDescriptor(bytes) }));
  const usable = parsed.filter(isDescriptor);
  const [only] = usable;
  if (only === undefined) return refuse(whyNot(found));
  if (usable.length === 1) return { bytes: only.bytes, notes: only.read.oddities };
  const phones = usable.filter(({ read }) => hasKeys(read));
  const [phone] = phones;
  const places = usable.map(({ place }) => place).join(", ");
  if (phone === undefined || phones.length > 1)
    return refuse(`there are ${usable.length} report descriptors (${places}): keep one`);
  return {
    bytes: phone.bytes,
    notes: [
      `of ${usable.length} report descriptors (${places}) this is the one for telephony, ${phone.place}`,
      ...phone.read.oddities,
    ],
  };
}

/** Telephony keys, whatever collection they are in; some headset collections are empty. */
const hasKeys = ({ fields }: ReportDescriptor) =>
  fields.some(({ direction, usages }) => direction === "in" && usages.some((usage) => usage.page === page.telephony));

/** Pictures and programs are bytes, too: a descriptor declares something, and its items are of known kinds but for a few. */
function isDescriptor({ bytes, read }: { bytes: Uint8Array; read: ReportDescriptor }): boolean {
  // Zeros are padding.
  const items = [...itemsOf(bytes)].filter(({ type, tag }) => type !== "main" || tag !== 0);
  const unknown = items.filter((item) => !isKnownItem(item)).length;
  return read.applications.length + read.reports.length > 0 && unknown <= items.length / 10;
}

function whyNot(found: readonly FoundDescriptor[]): string {
  if (found.every(({ bytes }) => bytes.length === 0))
    return "there are no bytes in it, neither as they are nor in hexadecimal";
  return "this is no HID report descriptor: what it holds are no items of one";
}
