import { closeSync } from "node:fs";
import { ReadStream, WriteStream } from "node:tty";
import koffi from "koffi";

const openReadWriteNoTerminal = 0o2 | 0o400;

/** A serial line of this computer (a pseudo-terminal): a real port at `path`, and the device at its other end. */
export class SerialLine {
  readonly path: string;
  readonly #fd: number;
  readonly #in: ReadStream;
  readonly #out: WriteStream;

  /** @param heard what came from the port */
  constructor(heard: (bytes: Buffer, answer: (bytes: Uint8Array) => void) => void) {
    const libc = koffi.load("libc.so.6");
    const open = libc.func("int posix_openpt(int flags)");
    const grant = libc.func("int grantpt(int fd)");
    const unlock = libc.func("int unlockpt(int fd)");
    const name = libc.func("str ptsname(int fd)");
    this.#fd = open(openReadWriteNoTerminal);
    if (this.#fd < 0 || grant(this.#fd) !== 0 || unlock(this.#fd) !== 0) throw new TypeError("no pseudo-terminal");
    this.path = name(this.#fd);
    this.#in = new ReadStream(this.#fd);
    this.#out = new WriteStream(this.#fd);
    this.#in.on("data", (bytes: Buffer) => heard(bytes, (answer) => this.say(answer)));
    // The other end was closed: EIO. The test knows.
    this.#in.on("error", () => undefined);
    this.#out.on("error", () => undefined);
  }

  say(bytes: Uint8Array): void {
    this.#out.write(bytes);
  }

  /** As if the adapter were pulled out. */
  unplug(): void {
    this.#in.destroy();
    this.#out.destroy();
    try {
      closeSync(this.#fd);
    } catch {
      // Closed with its streams.
    }
  }
}
