import type { ControlRequest } from "../../usbip/device.ts";
import { sideBytes, sideDescriptor, sideReports } from "./descriptors.ts";

const hidRequest = { getReport: 0x01, setReport: 0x09 };
/** Reads one byte of the chip's memory: command, address high and low; the answer repeats them, then the byte. */
const readMemory = 0xb5;
/** Connection status (bit 0), width and height, as published tools read them. */
const place = { connected: 0xfa8c, width: 0xc738, height: 0xc73a } as const;

interface Source {
  connected: boolean;
  width: number;
  height: number;
}

/** The chip's memory, byte by byte, over HID feature reports without a number. */
export class SideChannel {
  readonly #source: () => Source;
  #asked = Buffer.alloc(sideBytes);
  /** How often the connection was asked for. */
  questions = 0;

  constructor(source: () => Source) {
    this.#source = source;
  }

  answer({ type, request, value }: ControlRequest, data: Buffer): Buffer | null {
    if (type === 0x81) return value >> 8 === 0x22 ? sideReports : Buffer.from(sideDescriptor);
    if (type === 0xa1 && request === hidRequest.getReport) return this.#asked;
    if (type !== 0x21) return null;
    if (request === hidRequest.setReport) this.#ask(data);
    return Buffer.alloc(0);
  }

  #ask(question: Buffer): void {
    this.#asked = Buffer.alloc(sideBytes);
    question.copy(this.#asked);
    if (question.length < 3 || question[0] !== readMemory) return;
    const address = question.readUInt16BE(1);
    if (address === place.connected) this.questions++;
    this.#asked[3] = this.#memory(address);
  }

  #memory(address: number): number {
    const { connected, width, height } = this.#source();
    if (address === place.connected) return connected ? 1 : 0;
    if (address === place.width || address === place.width + 1) return byteOf(width, address - place.width);
    return address === place.height || address === place.height + 1 ? byteOf(height, address - place.height) : 0;
  }
}

const byteOf = (size: number, at: number) => (at === 0 ? size >> 8 : size & 0xff);
