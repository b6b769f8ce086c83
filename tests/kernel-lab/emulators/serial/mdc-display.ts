/** `AA command id length data sum` (Samsung MDC); a question has no data. */
const command = { power: 0x11, input: 0x14 } as const;

/** How a display behaves on its line. */
export type Temper = "well" | "nonsense" | "echo" | "silent";

const sumOf = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

/** A Samsung display at a serial line: power and input. It knows nothing of Roomkeeper. */
export class MdcDisplay {
  temper: Temper = "well";
  isOn = false;
  input = 0x21;
  #rest: number[] = [];

  /** For a serial adapter: what comes in, and how to answer. */
  readonly peer = (bytes: Buffer, say: (bytes: Uint8Array) => void): void => {
    if (this.temper === "silent") return;
    if (this.temper === "echo") say(bytes);
    this.#rest.push(...bytes);
    for (let frame = this.#next(); frame !== null; frame = this.#next())
      say(this.temper === "nonsense" ? Uint8Array.of(0xaa, 0xff, 0x41, 0xaa, 0x11, 0xfe, 0x00) : this.#answer(frame));
  };

  #next(): number[] | null {
    const start = this.#rest.indexOf(0xaa);
    if (start < 0) this.#rest = [];
    else this.#rest.splice(0, start);
    const length = this.#rest[3];
    if (length === undefined || this.#rest.length < 5 + length) return null;
    return this.#rest.splice(0, 5 + length);
  }

  #answer(frame: readonly number[]): Uint8Array {
    const [, code = 0, id = 0, , value] = frame;
    const isOrder = frame[3] === 1;
    if (code === command.power && isOrder) this.isOn = value === 1;
    if (code === command.input && isOrder) this.input = value ?? 0;
    const state = code === command.power ? Number(this.isOn) : this.input;
    const body = [0xff, id, 3, 0x41, code, state];
    return Uint8Array.of(0xaa, ...body, sumOf(body));
  }
}
