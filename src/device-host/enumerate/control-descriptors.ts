const interfaceDescriptor = 0x04;
const classInterface = 0x24;
const controlSubclass = 0x01;

/**
 * The class-specific descriptors (CS_INTERFACE) of a USB device's control interfaces of one class, from its raw descriptors
 * (sysfs `descriptors`): audio and video devices are described alike. Bytes that are no descriptors end the reading.
 * @param deviceClass bInterfaceClass: 0x01 audio, 0x0e video
 */
export function* controlDescriptors(bytes: Uint8Array, deviceClass: number): Generator<Uint8Array> {
  let isControl = false;
  for (let at = 0; at + 2 <= bytes.length; at += bytes[at] as number) {
    const length = bytes[at] as number;
    if (length < 2 || at + length > bytes.length) return;
    const descriptor = bytes.subarray(at, at + length);
    if (descriptor[1] === interfaceDescriptor)
      isControl = length >= 9 && descriptor[5] === deviceClass && descriptor[6] === controlSubclass;
    else if (isControl && descriptor[1] === classInterface) yield descriptor;
  }
}
