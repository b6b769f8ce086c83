import { MediaError } from "../../domain/errors.ts";

/**
 * The control messages of GStreamer's `shmsink`, as of GStreamer 1.16 to 1.26 (sys/shm/shmpipe.c, `struct CommandBuffer`, on
 * 64-bit little-endian machines): 24 bytes: type u32, area i32, then for a new area its size u64 and the length u32 of its
 * name, which follows the message; for a buffer its offset u64 and length u64.
 */
export type ShmMessage =
  | { type: "area"; area: number; byteLength: number; name: string }
  | { type: "closed"; area: number }
  | { type: "buffer"; area: number; offset: number; byteLength: number };

const messageBytes = 24;
const newArea = 1;
const closeArea = 2;
const newBuffer = 3;
const ackBuffer = 4;

/** Cuts the control stream into messages, however the kernel cut it. */
export class ShmParser {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws MediaError `media.pipeline` for an unknown message: the stream cannot be followed any further. */
  feed(chunk: Buffer): ShmMessage[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: ShmMessage[] = [];
    for (;;) {
      const read = readMessage(this.#rest);
      if (read === null) return messages;
      messages.push(read.message);
      this.#rest = this.#rest.subarray(read.byteLength);
    }
  }
}

function readMessage(bytes: Buffer): { message: ShmMessage; byteLength: number } | null {
  if (bytes.length < messageBytes) return null;
  const type = bytes.readUInt32LE(0);
  const area = bytes.readInt32LE(4);
  if (type === newArea) return readArea(bytes, area);
  if (type === closeArea) return { message: { type: "closed", area }, byteLength: messageBytes };
  if (type !== newBuffer)
    throw new MediaError("media.pipeline", `the shared-memory sink sent a message of type ${type}`);
  const offset = Number(bytes.readBigUInt64LE(8));
  const byteLength = Number(bytes.readBigUInt64LE(16));
  return { message: { type: "buffer", area, offset, byteLength }, byteLength: messageBytes };
}

function readArea(bytes: Buffer, area: number): { message: ShmMessage; byteLength: number } | null {
  const total = messageBytes + bytes.readUInt32LE(16);
  if (bytes.length < total) return null;
  const name = bytes.toString("utf8", messageBytes, total).replace(/\0.*$/s, "");
  return { message: { type: "area", area, byteLength: Number(bytes.readBigUInt64LE(8)), name }, byteLength: total };
}

/** Gives a buffer back to the sink. */
export function acknowledge(area: number, offset: number): Buffer {
  const message = Buffer.alloc(messageBytes);
  message.writeUInt32LE(ackBuffer, 0);
  message.writeInt32LE(area, 4);
  message.writeBigUInt64LE(BigInt(offset), 8);
  return message;
}
