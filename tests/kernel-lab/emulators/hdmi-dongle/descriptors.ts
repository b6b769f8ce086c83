import {
  association,
  configuration,
  interfaceDescriptor,
  le16,
  le24,
  sized,
  withTotal,
} from "../../usbip/descriptors.ts";
import { videoFunction } from "../camera/descriptors.ts";
import type { CameraModel } from "../camera/model.ts";

/** USB Video, USB Audio 1.0 and HID 1.11, numbered as the MS2109 numbers them: the kernel's mending for its sound relies on that. */

const audio = { control: [1, 1, 0], streaming: [1, 2, 0], collection: [1, 0, 0] } as const;
const classInterface = 0x24;
const classEndpoint = 0x25;
const digitalAudioTerminal = 0x0602;
const streamTerminal = 0x0101;
export const interfaceOf = { soundControl: 2, sound: 3, side: 4 } as const;
export const endpointOf = { picture: 0x81, sound: 0x82, side: 0x83 } as const;
/** Of one millisecond: two channels of 16 bit at 48 kHz. */
export const soundBytes = 192;
/** Of a question and its answer on the side channel. */
export const sideBytes = 8;

/** One feature report of eight bytes, and an input report that is never sent. */
export const sideReports = Buffer.from([
  ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 8, 0x95, sideBytes],
  ...[0x09, 0x01, 0xb1, 0x02, 0x09, 0x02, 0x81, 0x02, 0xc0],
]);
export const sideDescriptor = sized(0x21, ...le16(0x0111), 0, 1, 0x22, ...le16(sideReports.length));

/** It has brightness and no lens to turn. */
const offers = { terminal: 0, processing: 1 };

export function dongleConfiguration(model: CameraModel): Buffer {
  return configuration(
    5,
    ...videoFunction(model, offers),
    association(interfaceOf.soundControl, 2, audio.collection),
    interfaceDescriptor(interfaceOf.soundControl, 0, 0, audio.control),
    soundUnits(),
    ...soundStream(),
    interfaceDescriptor(interfaceOf.side, 0, 1, [3, 0, 0]),
    sideDescriptor,
    sized(5, endpointOf.side, 3, ...le16(sideBytes), 10),
  );
}

function soundUnits(): number[] {
  return withTotal(
    (total) => sized(classInterface, 1, ...le16(0x0100), ...le16(total), 1, interfaceOf.sound),
    sized(classInterface, 2, 1, ...le16(digitalAudioTerminal), 0, 1, ...le16(0), 0, 0),
    sized(classInterface, 3, 2, ...le16(streamTerminal), 0, 1, 0),
  );
}

function soundStream(): number[][] {
  return [
    interfaceDescriptor(interfaceOf.sound, 0, 0, audio.streaming),
    interfaceDescriptor(interfaceOf.sound, 1, 1, audio.streaming),
    sized(classInterface, 1, 2, 1, ...le16(1)),
    // A lie of the real one: it sends two channels at 48 kHz, as the kernel knows.
    sized(classInterface, 2, 1, 1, 2, 16, 1, ...le24(96_000)),
    sized(5, endpointOf.sound, 0x05, ...le16(256), 4, 0, 0),
    sized(classEndpoint, 1, 0, 0, ...le16(0)),
  ];
}
