import { controlDescriptors } from "./control-descriptors.ts";

const videoClass = 0x0e;
const inputTerminal = 0x02;
const usbStreaming = 0x0101;

/**
 * Types of what a USB video device takes pictures from, such as "0x0201" (a camera's sensor), "0x0200" (the maker's own) or "0x0401"
 * (a composite connector), from its raw descriptors (sysfs `descriptors`). USB Video Class 1.5, 3.7.2.1 and tables B-1 to B-4.
 */
export function videoInputs(bytes: Uint8Array): string[] {
  const types = [...controlDescriptors(bytes, videoClass)]
    .filter((descriptor) => descriptor[2] === inputTerminal && descriptor.length >= 8)
    .map((descriptor) => (descriptor[4] as number) + 256 * (descriptor[5] as number));
  return [...new Set(types)]
    .filter((type) => type !== usbStreaming)
    .map((type) => `0x${type.toString(16).padStart(4, "0")}`);
}
