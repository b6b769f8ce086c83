const interfaceDescriptor = 0x04;
const classInterface = 0x24;
const videoClass = 0x0e;
const controlSubclass = 0x01;
const extensionUnit = 0x06;

/**
 * Vendors' units of a USB camera from its raw descriptors (sysfs `descriptors`), each as `id:guid:controls`: GUIDs as people write
 * them, controls as bytes of bmControls in hexadecimal (bit n is selector n + 1). USB Video Class 1.5, table 3-7. Bytes that are no
 * descriptors end the reading.
 */
export function extensionUnits(bytes: Uint8Array): string[] {
  const units: string[] = [];
  let isVideoControl = false;
  for (let at = 0; at + 2 <= bytes.length; at += bytes[at] as number) {
    const length = bytes[at] as number;
    if (length < 2 || at + length > bytes.length) break;
    const descriptor = bytes.subarray(at, at + length);
    const [, type, subtype] = descriptor;
    if (type === interfaceDescriptor)
      isVideoControl = length >= 9 && descriptor[5] === videoClass && descriptor[6] === controlSubclass;
    else if (isVideoControl && type === classInterface && subtype === extensionUnit && length >= 24) {
      const unit = unitOf(descriptor);
      if (unit !== null) units.push(unit);
    }
  }
  return units;
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
