import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { getSystemErrorName } from "node:util";
import { DeviceError } from "../../domain/errors.ts";
import { attribute, type Roots } from "../enumerate/sysfs.ts";
import { loadNative, requireAccess } from "./access.ts";

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
  const { default: koffi } = await loadNative("koffi", () => import("koffi"));
  const ioctl = koffi.load("libc.so.6").func("int ioctl(int fd, ulong code, long argument)");
  const fd = openSync(node, "r+");
  try {
    if (ioctl(fd, reset, 0) >= 0) return;
    const problem = getSystemErrorName(-koffi.errno());
    throw new DeviceError("device.protocol", `USB port ${port}: the kernel says ${problem}`, { subject: port });
  } finally {
    closeSync(fd);
  }
}
