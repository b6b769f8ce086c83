import { controlDescriptors } from "./control-descriptors.ts";

const videoClass = 0x0e;
const extensionUnit = 0x06;

/**
 * Vendors' units of a USB camera from its raw descriptors (sysfs `descriptors`), each as `id:guid:controls`: GUIDs as people write
 * them, controls as bytes of bmControls in hexadecimal (bit n is selector n + 1). USB Video Class 1.5, table 3-7. Bytes that are no
 * descriptors end the reading.
 */
export function extensionUnits(bytes: Uint8Array): string[] {
  return [...controlDescriptors(bytes, videoClass)]
    .filter((descriptor) => descriptor[2] === extensionUnit && descriptor.length >= 24)
    .flatMap((descriptor) => unitOf(descriptor) ?? []);
}

function unitOf(descriptor: Uint8Array): string | null {
  const pins = descriptor[21] as number;
  const size = descriptor[22 + pins] ?? 0;
  const controls = descriptor.subarray(23 + pins, 23 + pins + size);
  if (controls.length < size) return null;
  return `${descriptor[3]}:${guidOf(descriptor.subarray(4, 20))}:${Buffer.from(controls).toString("hex")}`;
}

/** The first three parts are stored backwards. */
function guidOf(bytes: Uint8Array): string {
  const part = (from: number, to: number) => Buffer.from(bytes.subarray(from, to));
  const backwards = [part(0, 4), part(4, 6), part(6, 8)].map((one) => one.reverse().toString("hex"));
  return [...backwards, part(8, 10).toString("hex"), part(10, 16).toString("hex")].join("-");
}
