export interface SubmitParts {
  readonly sequence?: number;
  readonly endpoint?: number;
  readonly isIn?: boolean;
  /** Of what comes in. */
  readonly length?: number;
  readonly data?: Buffer;
  readonly setup?: Buffer;
  /** Offset and length of each. */
  readonly packets?: readonly (readonly [number, number])[];
}

/** A submit as a kernel sends it (linux/Documentation/usb/usbip_protocol.rst). */
export function submitBytes({
  sequence = 7,
  endpoint = 2,
  isIn = false,
  length = 0,
  data = Buffer.alloc(0),
  setup = Buffer.alloc(8),
  packets = [],
}: SubmitParts): Buffer {
  const header = Buffer.alloc(48);
  header.writeUInt32BE(1, 0);
  header.writeUInt32BE(sequence, 4);
  header.writeUInt32BE(isIn ? 1 : 0, 12);
  header.writeUInt32BE(endpoint, 16);
  header.writeUInt32BE(isIn ? length : data.length, 24);
  header.writeInt32BE(packets.length === 0 ? -1 : packets.length, 32);
  setup.copy(header, 40);
  const tail = packets.map(([offset, size]) => {
    const packet = Buffer.alloc(16);
    packet.writeUInt32BE(offset, 0);
    packet.writeUInt32BE(size, 4);
    return packet;
  });
  return Buffer.concat([header, data, ...tail]);
}

export function unlinkBytes(sequence: number, victim: number): Buffer {
  const header = Buffer.alloc(48);
  header.writeUInt32BE(2, 0);
  header.writeUInt32BE(sequence, 4);
  header.writeUInt32BE(victim, 20);
  return header;
}

/** What a kernel reads of an answer. */
export interface Reply {
  readonly type: "submit" | "unlink";
  readonly sequence: number;
  readonly status: number;
  readonly data: string;
}

/** Reads answers as a kernel does, which knows the direction of what it sent. @param isIn of a sequence number */
export function repliesIn(bytes: Buffer, isIn: (sequence: number) => boolean): Reply[] {
  const replies: Reply[] = [];
  for (let at = 0; at < bytes.length; ) {
    const type = bytes.readUInt32BE(at) === 3 ? "submit" : "unlink";
    const sequence = bytes.readUInt32BE(at + 4);
    const carries = type === "submit" && isIn(sequence) ? bytes.readUInt32BE(at + 24) : 0;
    const packets = type === "submit" ? Math.max(0, bytes.readInt32BE(at + 32)) : 0;
    const data = bytes.toString("latin1", at + 48, at + 48 + carries);
    replies.push({ type, sequence, status: bytes.readInt32BE(at + 20), data });
    at += 48 + carries + packets * 16;
  }
  return replies;
}
