import { open } from "node:fs/promises";
import { DeviceError } from "../../domain/errors.ts";
import type { ExtensionQuery } from "../../driver-contract/index.ts";
import { loadNative } from "./access.ts";
import { kernelCalls } from "./kernel-call.ts";

/**
 * UVCIOC_CTRL_QUERY of linux/uvcvideo.h: `_IOWR('u', 0x21, struct uvc_xu_control_query)`. The struct is unit, selector, query
 * (one byte each), size (two bytes at offset 4), and a pointer to the data (8 bytes at offset 8): 16 bytes on 64 bit.
 */
export const controlQuery = 0xc0107521;

/** UVC_SET_CUR, UVC_GET_CUR, UVC_GET_LEN, UVC_GET_INFO of USB Video Class 1.5, table A-8. */
const requests = { set: 0x01, get: 0x81, length: 0x85, information: 0x86 } as const;
const longest = 4_096;

/** The bytes of the struct; the pointer is for the caller to say. @throws DeviceError device.settings */
export function extensionRequest({ unit, selector, request, data, length }: ExtensionQuery): {
  head: Buffer;
  data: Buffer;
} {
  const isByte = (value: number) => Number.isInteger(value) && value >= 0 && value <= 0xff;
  // GET_LEN answers two bytes, GET_INFO one, whatever the control's length.
  const size = request === "length" ? 2 : request === "information" ? 1 : (data?.length ?? length ?? 0);
  if (!isByte(unit) || !isByte(selector) || size < 1 || size > longest)
    throw new DeviceError(
      "device.settings",
      `unit ${unit}, selector ${selector}, ${size} bytes is no extension control`,
    );
  const head = Buffer.alloc(16);
  head.writeUInt8(unit, 0);
  head.writeUInt8(selector, 1);
  head.writeUInt8(requests[request], 2);
  head.writeUInt16LE(size, 4);
  return { head, data: request === "set" ? Buffer.from(data ?? []) : Buffer.alloc(size) };
}

/** Asks the kernel's driver, never the camera itself: that works while somebody streams. @throws DeviceError */
export async function queryExtension(node: string, query: ExtensionQuery): Promise<Uint8Array> {
  const { head, data } = extensionRequest(query);
  const { default: koffi } = await loadNative("koffi", () => import("koffi"));
  const kernel = await kernelCalls();
  head.writeBigUInt64LE(BigInt(koffi.address(data)), 8);
  const camera = await open(node, "r+");
  try {
    const problem = await kernel(camera.fd, controlQuery, head);
    if (problem === null) return new Uint8Array(data);
    const message = `${node}: unit ${query.unit}, selector ${query.selector}: the kernel says ${problem}`;
    throw new DeviceError(problem === "ENODEV" ? "device.gone" : "device.protocol", message, { subject: node });
  } finally {
    await camera.close();
  }
}
