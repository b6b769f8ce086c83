import { readdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Where the kernel's file systems are; tests give trees of their own. */
export interface Roots {
  readonly sys: string;
  readonly dev: string;
  readonly proc: string;
}

export const rootsIn = (folder: string): Roots => ({
  sys: join(folder, "sys"),
  dev: join(folder, "dev"),
  proc: join(folder, "proc"),
});

/** What is not there is no error in sysfs: attributes and folders come and go with devices. */
function absent(error: NodeJS.ErrnoException): null {
  if (error.code !== undefined && absentCodes.has(error.code)) return null;
  throw error;
}
// ENODEV, EIO, EINVAL: the attribute belongs to a device that is just leaving.
const absentCodes = new Set(["ENOENT", "ENOTDIR", "ENODEV", "ENXIO", "EIO", "EINVAL", "EACCES", "EPERM"]);

/** An attribute's text without the newline; empty when it is not there. */
export async function attribute(...path: string[]): Promise<string> {
  return ((await readFile(join(...path), "utf8").catch(absent)) ?? "").trim();
}

export async function attributeBytes(...path: string[]): Promise<Uint8Array> {
  return (await readFile(join(...path)).catch(absent)) ?? new Uint8Array();
}

/** Names in a folder, in a natural order (video2 before video10). */
export async function names(...path: string[]): Promise<string[]> {
  const found = (await readdir(join(...path)).catch(absent)) ?? [];
  return found.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** Where a link leads, or null. */
export function target(...path: string[]): Promise<string | null> {
  return realpath(join(...path)).catch(absent);
}

/** Name of the kernel driver that has this device. */
export async function driverOf(device: string): Promise<string> {
  const link = await target(device, "driver");
  return link === null ? "" : basename(link);
}

export interface UsbParent {
  /** sysfs folder of the USB device (not of the interface). */
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly product: string;
  /** Such as "1-2.3". */
  readonly port: string;
  readonly bcdDevice: string;
  /** Changes with every plugging. */
  readonly plugging: string;
}

/** The USB device above a sysfs device, or null when it is on another bus. */
export async function usbParentOf(device: string, sysRoot: string): Promise<UsbParent | null> {
  const root = (await target(sysRoot)) ?? sysRoot;
  for (let path = device; path.startsWith(root) && path !== root; path = dirname(path)) {
    const vendorId = await attribute(path, "idVendor");
    if (vendorId === "") continue;
    const [productId, serial, manufacturer, product, bcdDevice, plugging] = await Promise.all(
      ["idProduct", "serial", "manufacturer", "product", "bcdDevice", "devnum"].map((name) => attribute(path, name)),
    );
    return {
      path,
      vendorId: vendorId.toLowerCase(),
      productId: (productId ?? "").toLowerCase(),
      serial: serial ?? "",
      manufacturer: manufacturer ?? "",
      product: product ?? "",
      port: basename(path),
      bcdDevice: bcdDevice ?? "",
      plugging: plugging ?? "",
    };
  }
  return null;
}

/** Port of a device that is not on USB: its place in the machine, such as "0000:00:1f.3" or "vivid.0". */
export function placeOf(device: string): string {
  const above = device.replace(/\/(sound|video4linux|hidraw)(\/.*)?$/, "");
  return basename(above);
}
