import type { Identity } from "../../usbip/descriptors.ts";
import { HidDevice } from "../../usbip/hid-device.ts";

/** Reports of Silicon Labs' CP2112 (AN495), as far as the kernel's hid-cp2112 asks for them. */
const report = { configure: 2, read: 3, write: 4, version: 5, smbus: 6 } as const;
const reportDescriptor = Buffer.from(
  "0600ff0901a101 85020901150026ff0075089504b102 85100901953e9102 85130901953e8102 c0".replaceAll(" ", ""),
  "hex",
);

/** A USB bridge with eight GPIO lines (CP2112). */
export class GpioBridge extends HidDevice {
  /** What was written to outputs, in order: line and level. */
  readonly written: { line: number; high: boolean }[] = [];
  #levels = 0;
  #settings = Buffer.from([report.configure, 0, 0, 0, 0]);

  constructor(identity: Identity) {
    super(identity, reportDescriptor, 64);
  }

  isHigh(line: number): boolean {
    return (this.#levels & (1 << line)) !== 0;
  }

  isOutput(line: number): boolean {
    return ((this.#settings[1] ?? 0) & (1 << line)) !== 0;
  }

  /** Somebody outside pulls an input up or down. */
  drive(line: number, high: boolean): void {
    this.#levels = high ? this.#levels | (1 << line) : this.#levels & ~(1 << line);
  }

  protected feature(id: number): Buffer | null {
    if (id === report.configure) return this.#settings;
    if (id === report.read) return Buffer.from([report.read, this.#levels]);
    if (id === report.version) return Buffer.from([report.version, 0x0c, 0x03]);
    return id === report.smbus ? Buffer.from([report.smbus, ...Buffer.alloc(13)]) : null;
  }

  protected setFeature(bytes: Buffer): void {
    if (bytes[0] === report.configure) this.#settings = Buffer.from(bytes);
    if (bytes[0] !== report.write) return;
    const [, levels = 0, mask = 0] = bytes;
    for (let line = 0; line < 8; line++) {
      if ((mask & (1 << line)) === 0) continue;
      const high = (levels & (1 << line)) !== 0;
      this.drive(line, high);
      this.written.push({ line, high });
    }
  }

  protected output(): void {}
}
