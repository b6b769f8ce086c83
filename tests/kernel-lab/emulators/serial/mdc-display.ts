import { FramedPeer, type Taken } from "./framed-peer.ts";

/** `AA command id length data sum` (Samsung MDC); a question has no data. */
const head = 0xaa;
const command = { power: 0x11, input: 0x14 } as const;

const sumOf = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

/** A Samsung display at a serial line: power and input. */
export class MdcDisplay extends FramedPeer {
  isOn = false;
  input = 0x21;
  protected override readonly nonsense = Uint8Array.of(0xaa, 0xff, 0x41, 0xaa, 0x11, 0xfe, 0x00);

  protected take(bytes: Buffer): Taken {
    const start = bytes.indexOf(head);
    const frame = start < 0 ? Buffer.alloc(0) : bytes.subarray(start);
    const length = frame[3];
    if (length === undefined || frame.length < 5 + length) return null;
    return { message: frame.subarray(0, 5 + length), rest: frame.subarray(5 + length) };
  }

  protected answers(frame: Buffer): Uint8Array[] {
    const [, code = 0, id = 0, , value] = frame;
    const isOrder = frame[3] === 1;
    if (code === command.power && isOrder) this.isOn = value === 1;
    if (code === command.input && isOrder) this.input = value ?? 0;
    const state = code === command.power ? Number(this.isOn) : this.input;
    const body = [0xff, id, 3, 0x41, code, state];
    return [Uint8Array.of(head, ...body, sumOf(body))];
  }
}
