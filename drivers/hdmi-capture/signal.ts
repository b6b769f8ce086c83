import type { HidPort } from "../../src/driver-contract/index.ts";

/** Reads one byte of the chip's memory (MacroSilicon: command, address high and low, then the value). */
const readMemory = 0xb5;
/** Bit 0: a source is connected. From what Openterface and MacroSilicon tools publish. */
const connectionStatus = 0xfa8c;

/** MS2109 dongles tell over HID what their pictures do not. Null when there was no answer to this question. */
export function ms2109Question(port: HidPort): () => Promise<boolean | null> {
  const [high, low] = [connectionStatus >> 8, connectionStatus & 0xff];
  return async () => {
    const answer = await port.feature(Uint8Array.of(0, readMemory, high, low, 0, 0, 0, 0, 0));
    // The answer repeats the question. Anything else is no answer.
    if (answer[1] !== readMemory || answer[2] !== high || answer[3] !== low) return null;
    return ((answer[4] ?? 0) & 1) === 1;
  };
}
