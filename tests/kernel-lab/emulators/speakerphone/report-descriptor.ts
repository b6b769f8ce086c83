/** What the keys and lamps of the emulated speakerphone look like on the wire (HID Usage Tables: pages 0x0b, 0x0c, 0x08). */

export const report = { volume: 1, telephony: 2 } as const;
/** Bits of the telephony input report. The mute key tells presses, like those of most makers. */
export const key = { hook: 0b01, mute: 0b10 } as const;
/** Bits of the telephony output report. */
export const lamp = { offHook: 0b001, mute: 0b010, ring: 0b100 } as const;

const page = { telephony: [0x05, 0x0b], consumer: [0x05, 0x0c], lamps: [0x05, 0x08] };
const usage = (id: number) => [0x09, id];
const collection = (id: number, ...items: number[][]) => [...usage(id), 0xa1, 0x01, ...items.flat(), 0xc0];
const oneBitEach = [0x15, 0, 0x25, 1, 0x75, 1];
const field = (count: number, main: number, flags: number) => [0x95, count, main, flags];
const main = { input: 0x81, output: 0x91 };
const flags = { absolute: 0x02, relative: 0x06, constant: 0x03, noPreferredState: 0x22 };

export const reportDescriptor = Buffer.from([
  ...page.telephony,
  ...collection(
    0x05,
    [0x85, report.telephony, ...oneBitEach],
    [...usage(0x20), ...field(1, main.input, flags.absolute)],
    [...usage(0x2f), ...field(1, main.input, flags.relative)],
    field(6, main.input, flags.constant),
    [...page.lamps, ...usage(0x17), ...usage(0x09), ...usage(0x18), ...field(3, main.output, flags.noPreferredState)],
    field(5, main.output, flags.constant),
  ),
  ...page.consumer,
  ...collection(
    0x01,
    [0x85, report.volume, ...oneBitEach],
    [...usage(0xe9), ...usage(0xea), ...field(2, main.input, flags.absolute)],
    field(6, main.input, flags.constant),
  ),
]);
