const interfaceDescriptor = 0x04;
const classInterface = 0x24;
const audioClass = 0x01;
const controlSubclass = 0x01;
const inputTerminal = 0x02;
const outputTerminal = 0x03;

/**
 * Terminal types of a USB audio device's control interfaces, from its raw descriptors (sysfs `descriptors`), such as
 * "0x0405". Layout of the two terminal descriptors is the same up to wTerminalType in USB Audio Class 1, 2 and 3
 * (Audio10.pdf 4.3.2.1; types in Termt10.pdf). Bytes that are no descriptors end the reading.
 */
export function audioTerminals(bytes: Uint8Array): string[] {
  const types = new Set<string>();
  let isAudioControl = false;
  for (let at = 0; at + 2 <= bytes.length; at += bytes[at] as number) {
    const length = bytes[at] as number;
    if (length < 2 || at + length > bytes.length) break;
    const descriptor = bytes.subarray(at, at + length);
    const [, type, subtype] = descriptor;
    if (type === interfaceDescriptor)
      isAudioControl = length >= 9 && descriptor[5] === audioClass && descriptor[6] === controlSubclass;
    else if (isAudioControl && type === classInterface && length >= 6)
      if (subtype === inputTerminal || subtype === outputTerminal)
        types.add(`0x${(((descriptor[5] as number) << 8) | (descriptor[4] as number)).toString(16).padStart(4, "0")}`);
  }
  return [...types];
}
