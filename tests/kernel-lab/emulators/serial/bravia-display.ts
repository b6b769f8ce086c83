import { FramedPeer, type Taken } from "./framed-peer.ts";

/** `8C 00 function length data sum` orders, `83 00 function FF FF sum` asks; `70 00 ...` answers (Sony BRAVIA, RS-232). */
const head = { order: 0x8c, question: 0x83, answer: 0x70 } as const;
const about = { power: 0x00, input: 0x02 } as const;
const verdict = { done: 0x00, cancelled: 0x03, notUnderstood: 0x04 } as const;

const summed = (...bytes: number[]) => Uint8Array.of(...bytes, bytes.reduce((sum, byte) => sum + byte, 0) & 0xff);

/** A Sony BRAVIA at a serial line: power and input. Its answers do not say what they are about. */
export class BraviaDisplay extends FramedPeer {
  isOn = false;
  /** Kind and number: 04 01 is the first HDMI, 04 02 the second. */
  input = [0x04, 0x02];

  protected take(bytes: Buffer): Taken {
    const start = bytes.findIndex((byte) => byte === head.order || byte === head.question);
    if (start < 0) return null;
    const length = bytes[start] === head.question ? 6 : 4 + (bytes[start + 3] ?? bytes.length);
    if (bytes.length < start + length) return null;
    return { message: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
  }

  protected answers(message: Buffer): Uint8Array[] {
    const code = message[2] ?? 0;
    if (summed(...message.subarray(0, -1)).at(-1) !== message.at(-1)) return [answer(verdict.notUnderstood)];
    if (code !== about.power && code !== about.input) return [answer(verdict.notUnderstood)];
    // Asleep it knows its power only.
    if (code === about.input && !this.isOn) return [answer(verdict.cancelled)];
    if (message[0] === head.question) return [this.#told(code)];
    if (code === about.power) this.isOn = message[4] === 1;
    else this.input = [...message.subarray(4, 6)];
    return [answer(verdict.done)];
  }

  #told(code: number): Uint8Array {
    const data = code === about.power ? [Number(this.isOn)] : this.input;
    return summed(head.answer, verdict.done, data.length + 1, ...data);
  }
}

const answer = (what: number) => summed(head.answer, what);
