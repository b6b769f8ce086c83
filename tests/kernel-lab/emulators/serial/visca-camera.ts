import { FramedPeer, type Taken, takeUntil } from "./framed-peer.ts";

const terminator = 0xff;
const [accepted, completed] = [Uint8Array.of(0x90, 0x41, 0xff), Uint8Array.of(0x90, 0x51, 0xff)];
const notUnderstood = Uint8Array.of(0x90, 0x60, 0x02, 0xff);
const directions = { 1: -1, 2: 1, 3: 0 } as const;

const answer = (...data: number[]) => Uint8Array.of(0x90, 0x50, ...data, terminator);
const nibbles = (value: number) => [12, 8, 4, 0].map((shift) => (value >> shift) & 0x0f);
/** Signed, four bits a byte. */
const numberOf = (data: Buffer) => (data.reduce((sum, nibble) => sum * 16 + nibble, 0) << 16) >> 16;

/** A moving camera at a serial line (VISCA, address 1): power, direction, position, zoom, home. */
export class ViscaCamera extends FramedPeer {
  pan = 0;
  tilt = 0;
  zoom = 0;
  /** -1 left or up, 1 right or down, 0 still, as it was told. */
  turning = { pan: 0, tilt: 0 };

  protected take(bytes: Buffer): Taken {
    return takeUntil(terminator, bytes);
  }

  protected answers(message: Buffer): Uint8Array[] {
    const [to, kind] = message;
    if (to !== 0x81) return [];
    if (kind === 0x09) return [this.#told(message.toString("hex", 2))];
    return kind === 0x01 && this.#obey(message.toString("hex", 2, 4), message.subarray(4))
      ? [accepted, completed]
      : [notUnderstood];
  }

  #told(question: string): Uint8Array {
    if (question === "0400") return answer(0x02);
    if (question === "0447") return answer(...nibbles(this.zoom));
    return question === "0612" ? answer(...nibbles(this.pan), ...nibbles(this.tilt)) : notUnderstood;
  }

  #obey(order: string, data: Buffer): boolean {
    if (order === "0601") this.#turn(data);
    else if (order === "0602") [this.pan, this.tilt] = [numberOf(data.subarray(2, 6)), numberOf(data.subarray(6, 10))];
    else if (order === "0604") [this.pan, this.tilt] = [0, 0];
    else if (order === "0447") this.zoom = numberOf(data);
    return ["0601", "0602", "0604", "0447", "0407"].includes(order);
  }

  #turn(data: Buffer): void {
    const towards = (byte: number | undefined) => directions[byte as keyof typeof directions] ?? 0;
    this.turning = { pan: towards(data[2]), tilt: towards(data[3]) };
  }
}
