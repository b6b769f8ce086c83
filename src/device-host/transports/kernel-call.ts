import { getSystemErrorName } from "node:util";
import { loadNative } from "./access.ts";

/** Resolves with null, or the name of the kernel's error, such as ENOTTY. */
type KernelCall = (fd: number, code: number, data: Buffer) => Promise<string | null>;

let kept: Promise<KernelCall> | null = null;

/**
 * `ioctl` on a thread of Node's pool: for a device that hangs the kernel waits 5 s and longer, and nothing else may wait with it.
 * The caller keeps the node open until it is over.
 * @throws DeviceError device.tool
 */
export function kernelCalls(): Promise<KernelCall> {
  kept ??= loadCalls();
  return kept;
}

async function loadCalls(): Promise<KernelCall> {
  const { default: koffi } = await loadNative("koffi", () => import("koffi"));
  const ioctl = koffi.load("libc.so.6").func("int ioctl(int fd, ulong code, _Inout_ uint8_t *data)");
  return (fd, code, data) =>
    new Promise((resolve, reject) => {
      ioctl.async(fd, code, data, (error: Error | null, result: number) => {
        if (error !== null) reject(error);
        // Koffi restores the call's own errno for the length of this callback.
        else resolve(result >= 0 ? null : getSystemErrorName(-koffi.errno()));
      });
    });
}
