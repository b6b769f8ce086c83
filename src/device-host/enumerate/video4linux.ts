import { join } from "node:path";
import type { Descriptor } from "../../domain/device.ts";
import { extensionUnits } from "./extension-units.ts";
import { attribute, attributeBytes, driverOf, names, placeOf, type Roots, target, usbParentOf } from "./sysfs.ts";
import { videoInputs } from "./video-inputs.ts";

/** What a node is for; "" when nobody could ask it. */
export type NodeRole = "capture" | "metadata" | "other" | "";

export interface VideoNode {
  /** Path to open. */
  readonly node: string;
  /** Equal as long as it is the same plugging of the same device. */
  readonly plugging: string;
}

/** Every V4L2 node, capture or not: which is which is a fact, `role`. */
export async function videoDescriptors(
  roots: Roots,
  roleOf: (node: VideoNode) => Promise<NodeRole>,
): Promise<Descriptor[]> {
  const folder = join(roots.sys, "class/video4linux");
  const nodes = (await names(folder)).filter((name) => /^video\d+$/.test(name));
  return (await Promise.all(nodes.map((name) => describe(roots, join(folder, name), name, roleOf)))).filter(
    (one) => one !== null,
  );
}

async function describe(
  roots: Roots,
  path: string,
  name: string,
  roleOf: (node: VideoNode) => Promise<NodeRole>,
): Promise<Descriptor | null> {
  const real = await target(path);
  if (real === null) return null;
  const parent = await target(path, "device");
  const usb = await usbParentOf(parent ?? real, roots.sys);
  const [kernelName, index, numbers] = await Promise.all(["name", "index", "dev"].map((one) => attribute(path, one)));
  const node = join(roots.dev, name);
  const raw = usb === null ? new Uint8Array() : await attributeBytes(usb.path, "descriptors");
  const [units, inputs] = [extensionUnits(raw), videoInputs(raw)];
  const plugging = `${numbers}/${usb?.plugging ?? ""}`;
  return {
    key: `video4linux/${name}`,
    subsystem: "video4linux",
    name: usb?.product || kernelName || name,
    node,
    vendorId: usb?.vendorId ?? "",
    productId: usb?.productId ?? "",
    serial: usb?.serial ?? "",
    port: usb?.port ?? placeOf(real),
    facts: {
      driver: parent === null ? "" : await driverOf(parent),
      index: index ?? "",
      role: await roleOf({ node, plugging }),
      plugging,
      ...(units.length === 0 ? {} : { extensionUnits: units.join(",") }),
      ...(inputs.length === 0 ? {} : { videoInputs: inputs.join(",") }),
      ...(index === "0" || index === "" ? {} : { part: `video${index}` }),
      ...(usb === null ? {} : { bcdDevice: usb.bcdDevice, manufacturer: usb.manufacturer }),
    },
  };
}
