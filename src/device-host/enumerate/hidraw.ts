import { join } from "node:path";
import type { Descriptor } from "../../domain/device.ts";
import { attribute, attributeBytes, names, placeOf, type Roots, target, type UsbParent, usbParentOf } from "./sysfs.ts";

/** Every hidraw node, with its report descriptor in hexadecimal: what is in it decides whose it is. */
export async function hidDescriptors(roots: Roots): Promise<Descriptor[]> {
  const folder = join(roots.sys, "class/hidraw");
  const nodes = (await names(folder)).filter((name) => /^hidraw\d+$/.test(name));
  return (await Promise.all(nodes.map((name) => describe(roots, folder, name)))).filter((one) => one !== null);
}

async function describe(roots: Roots, folder: string, name: string): Promise<Descriptor | null> {
  const real = await target(folder, name);
  const device = await target(folder, name, "device");
  if (real === null || device === null) return null;
  const usb = await usbParentOf(device, roots.sys);
  const about = await eventFacts(device);
  const [descriptor, numbers] = await Promise.all([
    attributeBytes(device, "report_descriptor"),
    attribute(folder, name, "dev"),
  ]);
  const part = interfaceOf(device);
  return {
    key: `hidraw/${name}`,
    subsystem: "hidraw",
    name: usb?.product || about.name || name,
    node: join(roots.dev, name),
    ...idsOf(usb, about),
    port: usb?.port ?? placeOf(real),
    facts: {
      reportDescriptor: Buffer.from(descriptor).toString("hex"),
      plugging: `${numbers}/${usb?.plugging ?? ""}`,
      ...(part === "" ? {} : { part }),
      ...(usb === null ? {} : { bcdDevice: usb.bcdDevice, manufacturer: usb.manufacturer }),
    },
  };
}

const idsOf = (usb: UsbParent | null, about: EventFacts) => ({
  vendorId: usb?.vendorId ?? about.vendorId,
  productId: usb?.productId ?? about.productId,
  serial: usb?.serial ?? about.serial,
});

interface EventFacts {
  name: string;
  vendorId: string;
  productId: string;
  serial: string;
}

/** For what is not on USB (Bluetooth, user space): `HID_ID=0003:00000FD9:00000080`. */
async function eventFacts(device: string): Promise<EventFacts> {
  const lines = (await attribute(device, "uevent")).split("\n").map((line) => line.split("=", 2) as [string, string?]);
  const facts = new Map(lines.map(([key, value = ""]) => [key, value]));
  const [, vendor = "", product = ""] = (facts.get("HID_ID") ?? "").split(":");
  return {
    name: facts.get("HID_NAME") ?? "",
    vendorId: vendor.slice(-4).toLowerCase(),
    productId: product.slice(-4).toLowerCase(),
    serial: facts.get("HID_UNIQ") ?? "",
  };
}

/** Composite devices have several nodes: `.../1-2:1.3/0003:...` is of interface 3. */
function interfaceOf(device: string): string {
  const number = /\/[\d.-]+:\d+\.(\d+)\/[^/]+$/.exec(device)?.[1];
  return number === undefined ? "" : `if${number}`;
}
