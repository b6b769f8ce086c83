import type { SerialPeer } from "./serial-adapter.ts";

/** The first whole message of the bytes, and what follows it; null while it is not there as a whole. */
export type Taken = { readonly message: Buffer; readonly rest: Buffer } | null;

/** How a device behaves on its line. */
export type Temper = "well" | "nonsense" | "echo" | "silent";

/** A device at a serial line that hears messages and answers each of them. */
export abstract class FramedPeer {
  temper: Temper = "well";
  #rest: Buffer = Buffer.alloc(0);

  /** For a serial adapter: what comes in, and how to answer. */
  readonly peer: SerialPeer = (bytes, say) => {
    if (this.temper === "silent") return;
    if (this.temper === "echo") say(bytes);
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (let taken = this.take(this.#rest); taken !== null; taken = this.take(this.#rest)) {
      this.#rest = taken.rest;
      if (this.temper === "nonsense") say(this.nonsense);
      else for (const answer of this.answers(taken.message)) say(answer);
    }
  };

  protected readonly nonsense: Uint8Array = Buffer.from("?\x00\xff", "latin1");
  protected abstract take(bytes: Buffer): Taken;
  /** None for what is not understood, or meant for another. */
  protected abstract answers(message: Buffer): readonly Uint8Array[];
}

/** For languages whose messages end with a mark, which is taken off. */
export function takeUntil(mark: number, bytes: Buffer): Taken {
  const end = bytes.indexOf(mark);
  return end < 0 ? null : { message: bytes.subarray(0, end), rest: bytes.subarray(end + 1) };
}
