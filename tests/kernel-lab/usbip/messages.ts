/**
 * USB/IP's messages once a device is attached (linux/Documentation/usb/usbip_protocol.rst): a header of 48 bytes, big endian, then
 * data, then isochronous packets of 16 bytes each.
 */

const headerBytes = 48;
const packetBytes = 16;
/** More than any kernel sends at once (USBIP_MAX_ISO_PACKETS of linux/drivers/usb/usbip/usbip_common.h). */
const most = { bytes: 16 * 1024 * 1024, packets: 1024 } as const;
const command = { submit: 1, unlink: 2, submitReply: 3, unlinkReply: 4 } as const;

export interface Submit {
  type: "submit";
  sequence: number;
  direction: "in" | "out";
  endpoint: number;
  /** Size of the host's buffer. */
  length: number;
  startFrame: number;
  setup: Buffer;
  /** What goes out; empty for "in". */
  data: Buffer;
  /** Isochronous packets: where each lies in the buffer, and its size. */
  packets: { offset: number; length: number }[];
}

export interface Unlink {
  type: "unlink";
  sequence: number;
  /** The submit that is to be forgotten. */
  victim: number;
}

/** Takes the first message off the bytes; null while it is not there as a whole. @throws RangeError for what is no message */
export function takeMessage(bytes: Buffer): { message: Submit | Unlink; rest: Buffer } | null {
  if (bytes.length < headerBytes) return null;
  const code = bytes.readUInt32BE(0);
  const sequence = bytes.readUInt32BE(4);
  if (code === command.unlink) {
    const message: Unlink = { type: "unlink", sequence, victim: bytes.readUInt32BE(20) };
    return { message, rest: bytes.subarray(headerBytes) };
  }
  if (code !== command.submit) throw new RangeError(`not a USB/IP command: ${code}`);
  return takeSubmit(bytes, sequence);
}

function takeSubmit(bytes: Buffer, sequence: number): { message: Submit; rest: Buffer } | null {
  const direction = bytes.readUInt32BE(12) === 1 ? "in" : "out";
  const length = bytes.readUInt32BE(24);
  // -1 and 0 both stand for "not isochronous".
  const packetCount = Math.max(0, bytes.readInt32BE(32));
  if (length > most.bytes) throw new RangeError(`a USB/IP submit of ${length} bytes`);
  if (packetCount > most.packets) throw new RangeError(`a USB/IP submit of ${packetCount} packets`);
  const dataEnd = headerBytes + (direction === "out" ? length : 0);
  const end = dataEnd + packetCount * packetBytes;
  if (bytes.length < end) return null;
  const packets = Array.from({ length: packetCount }, (_, index) => {
    const at = dataEnd + index * packetBytes;
    return { offset: bytes.readUInt32BE(at), length: bytes.readUInt32BE(at + 4) };
  });
  const message: Submit = {
    type: "submit",
    sequence,
    direction,
    endpoint: bytes.readUInt32BE(16),
    length,
    startFrame: bytes.readInt32BE(28),
    setup: bytes.subarray(40, 48),
    data: bytes.subarray(headerBytes, dataEnd),
    packets,
  };
  return { message, rest: bytes.subarray(end) };
}

/** Negative error numbers of Linux. */
export const status = { done: 0, stalled: -32, unlinked: -104 } as const;

/** @param parts what came in: one part, or one for each isochronous packet */
export function submitReply(submit: Submit, code: number, parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(headerBytes);
  const isIn = submit.direction === "in";
  const data = isIn ? Buffer.concat(parts) : Buffer.alloc(0);
  header.writeUInt32BE(command.submitReply, 0);
  header.writeUInt32BE(submit.sequence, 4);
  header.writeInt32BE(code, 20);
  header.writeUInt32BE(isIn ? data.length : submit.length, 24);
  header.writeInt32BE(Math.max(0, submit.startFrame), 28);
  header.writeInt32BE(submit.packets.length, 32);
  const packets = submit.packets.map(({ offset, length }, index) => {
    const packet = Buffer.alloc(packetBytes);
    packet.writeUInt32BE(offset, 0);
    packet.writeUInt32BE(length, 4);
    packet.writeUInt32BE(isIn ? (parts[index]?.length ?? 0) : length, 8);
    return packet;
  });
  return Buffer.concat([header, data, ...packets]);
}

export function unlinkReply(unlink: Unlink, wasPending: boolean): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(command.unlinkReply, 0);
  header.writeUInt32BE(unlink.sequence, 4);
  header.writeInt32BE(wasPending ? status.unlinked : status.done, 20);
  return header;
}
