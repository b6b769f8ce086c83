import type { Identity } from "../../usbip/descriptors.ts";
import { HidDevice } from "../../usbip/hid-device.ts";

/** Reports of a Stream Deck MK.2: keys (input 1), pictures (output 2), settings (feature 3), firmware (5), serial number (6). */
const reportDescriptor = Buffer.from(
  [
    "050c0901a101 0901050919012910 150026ff00750896ff01 85018102",
    "0a00ff150026ff00750896ff03 85029102",
    "0a00ff7508951f8503b104 0a00ff951f8505b104 0a00ff951f8506b104 c0",
  ]
    .join("")
    .replaceAll(" ", ""),
  "hex",
);
const report = { keys: 1, picture: 2, firmware: 5, serial: 6 } as const;
const drawKey = 0x07;
const keyCount = 15;
const headerBytes = 8;
const largestReport = 1024;

/** An Elgato Stream Deck MK.2: fifteen keys with pictures. */
export class StreamDeck extends HidDevice {
  /** The newest whole picture of each key, as JPEG, and how many it was given. */
  readonly pictures: (Buffer | null)[] = Array.from({ length: keyCount }, () => null);
  readonly drawn: number[] = Array.from({ length: keyCount }, () => 0);
  readonly #serial: string;
  readonly #parts = new Map<number, Buffer[]>();

  constructor(identity: Identity) {
    super(identity, reportDescriptor, largestReport);
    this.#serial = identity.serial;
  }

  /** Presses a key and lets it go. */
  press(key: number): void {
    this.#tellKeys(key);
    this.#tellKeys(-1);
  }

  override unplugged(): void {
    super.unplugged();
    this.#parts.clear();
    this.pictures.fill(null);
    this.drawn.fill(0);
  }

  protected feature(id: number): Buffer | null {
    const answer = Buffer.alloc(32);
    answer[0] = id;
    const text = id === report.serial ? this.#serial : "1.01.000";
    const at = id === report.serial ? 2 : 6;
    if (id !== report.serial && id !== report.firmware) return null;
    // The length counts from the third byte on.
    answer[1] = at - 2 + text.length;
    answer.write(text, at, "ascii");
    return answer;
  }

  protected setFeature(): void {}

  /** `02 07 key last length(2) part(2)`, then a part of a JPEG. */
  protected output(bytes: Buffer): void {
    if (bytes[0] !== report.picture || bytes[1] !== drawKey) return;
    const [key = 0, isLast] = [bytes[2], bytes[3] === 1];
    const body = bytes.subarray(headerBytes, headerBytes + bytes.readUInt16LE(4));
    const parts = bytes.readUInt16LE(6) === 0 ? [] : (this.#parts.get(key) ?? []);
    parts.push(body);
    this.#parts.set(key, parts);
    if (!isLast) return;
    this.pictures[key] = Buffer.concat(parts);
    this.drawn[key] = (this.drawn[key] ?? 0) + 1;
  }

  #tellKeys(pressed: number): void {
    const bytes = Buffer.alloc(512);
    bytes[0] = report.keys;
    bytes[2] = keyCount;
    if (pressed >= 0) bytes[4 + pressed] = 1;
    this.send(bytes);
  }
}
