import { configuration, interfaceDescriptor, le16, le24, sized, withTotal } from "../../usbip/descriptors.ts";
import { reportDescriptor } from "./report-descriptor.ts";

/** USB Audio 1.0 and HID 1.11: a speakerphone with a microphone of one channel and a speaker of two, 48 kHz, 16 bit. */

const audio = { control: [1, 1, 0], streaming: [1, 2, 0] } as const;
const hid = [3, 0, 0] as const;
const classInterface = 0x24;
const classEndpoint = 0x25;
export const interfaceOf = { control: 0, microphone: 1, speaker: 2, keys: 3 } as const;
export const endpointOf = { microphone: 0x81, speaker: 0x02, keys: 0x83 } as const;
/** Bytes of one millisecond. */
export const frameBytes = { microphone: 96, speaker: 192 } as const;
const speakerphoneTerminal = 0x0405;
const streamTerminal = 0x0101;

const terminalId = { room: 1, toHost: 3, fromHost: 4, loudspeaker: 6 } as const;
const featureId = { microphone: 2, speaker: 5 } as const;

export const hidDescriptor = sized(0x21, ...le16(0x0111), 0, 1, 0x22, ...le16(reportDescriptor.length));

export function speakerphoneConfiguration(): Buffer {
  return configuration(
    4,
    interfaceDescriptor(interfaceOf.control, 0, 0, audio.control),
    controlDescriptors(),
    ...streamDescriptors(interfaceOf.microphone, terminalId.toHost, 1, endpointOf.microphone, frameBytes.microphone),
    ...streamDescriptors(interfaceOf.speaker, terminalId.fromHost, 2, endpointOf.speaker, frameBytes.speaker),
    interfaceDescriptor(interfaceOf.keys, 0, 1, hid),
    hidDescriptor,
    sized(5, endpointOf.keys, 3, ...le16(8), 4),
  );
}

function controlDescriptors(): number[] {
  const input = (id: number, type: number, channels: number) =>
    sized(classInterface, 2, id, ...le16(type), 0, channels, ...le16(channels === 2 ? 3 : 0), 0, 0);
  const output = (id: number, type: number, source: number) =>
    sized(classInterface, 3, id, ...le16(type), 0, source, 0);
  // Mute (bit 0) and volume (bit 1) of all channels together.
  const feature = (id: number, source: number, channels: number) =>
    sized(classInterface, 6, id, source, 1, 0b11, ...Array.from({ length: channels }, () => 0), 0);
  return withTotal(
    (total) =>
      sized(classInterface, 1, ...le16(0x0100), ...le16(total), 2, interfaceOf.microphone, interfaceOf.speaker),
    input(terminalId.room, speakerphoneTerminal, 1),
    feature(featureId.microphone, terminalId.room, 1),
    output(terminalId.toHost, streamTerminal, featureId.microphone),
    input(terminalId.fromHost, streamTerminal, 2),
    feature(featureId.speaker, terminalId.fromHost, 2),
    output(terminalId.loudspeaker, speakerphoneTerminal, featureId.speaker),
  );
}

function streamDescriptors(
  number: number,
  terminal: number,
  channels: number,
  endpoint: number,
  bytes: number,
): number[][] {
  // Synchronised by the device itself (asynchronous) for the microphone, to the bus (adaptive) for the speaker.
  const kind = endpoint & 0x80 ? 0x05 : 0x09;
  return [
    interfaceDescriptor(number, 0, 0, audio.streaming),
    interfaceDescriptor(number, 1, 1, audio.streaming),
    sized(classInterface, 1, terminal, 1, ...le16(1)),
    sized(classInterface, 2, 1, channels, 2, 16, 1, ...le24(48_000)),
    sized(5, endpoint, kind, ...le16(bytes), 1, 0, 0),
    sized(classEndpoint, 1, 0, 0, ...le16(0)),
  ];
}
