import { open } from "node:fs/promises";
import { join } from "node:path";
import { DeviceError } from "../../domain/errors.ts";
import { attribute, type Roots } from "../enumerate/sysfs.ts";
import { requireAccess } from "./access.ts";
import { kernelCalls } from "./kernel-call.ts";

/** USBDEVFS_RESET of linux/usbdevice_fs.h: `_IO('U', 20)`. The kernel resets the port; drivers bind anew. No transfer is made. */
const reset = 0x5514;

/** @param port such as "1-2.3" @throws DeviceError */
export async function resetUsbPort(port: string, roots: Roots): Promise<void> {
  const device = join(roots.sys, "bus/usb/devices", port);
  const [bus, number] = await Promise.all(["busnum", "devnum"].map((name) => attribute(device, name)));
  if (!bus || !number)
    throw new DeviceError("device.gone", `nothing is plugged into USB port ${port}`, { subject: port });
  const node = join(roots.dev, "bus/usb", bus.padStart(3, "0"), number.padStart(3, "0"));
  await requireAccess(node);
  const kernel = await kernelCalls();
  const usb = await open(node, "r+");
  try {
    const problem = await kernel(usb.fd, reset, Buffer.alloc(1));
    if (problem === null) return;
    throw new DeviceError("device.protocol", `USB port ${port}: the kernel says ${problem}`, { subject: port });
  } finally {
    await usb.close();
  }
}
