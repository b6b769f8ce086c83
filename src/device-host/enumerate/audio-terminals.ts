import { controlDescriptors } from "./control-descriptors.ts";

const audioClass = 0x01;
const inputTerminal = 0x02;
const outputTerminal = 0x03;

/**
 * Terminal types of a USB audio device's control interfaces, from its raw descriptors (sysfs `descriptors`), such as
 * "0x0405". Layout of the two terminal descriptors is the same up to wTerminalType in USB Audio Class 1, 2 and 3
 * (Audio10.pdf 4.3.2.1; types in Termt10.pdf). Bytes that are no descriptors end the reading.
 */
export function audioTerminals(bytes: Uint8Array): string[] {
  const types = new Set<string>();
  for (const descriptor of controlDescriptors(bytes, audioClass)) {
    const isTerminal = descriptor[2] === inputTerminal || descriptor[2] === outputTerminal;
    if (!isTerminal || descriptor.length < 6) continue;
    types.add(`0x${(((descriptor[5] as number) << 8) | (descriptor[4] as number)).toString(16).padStart(4, "0")}`);
  }
  return [...types];
}
