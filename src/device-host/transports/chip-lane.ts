import { Cancelled, DeviceError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { patient } from "../../platform/patience.ts";
import { withDeadline } from "../deadline.ts";

/** Shorter than a command's 3 s, so that the line and its chip are named, and not only the command. */
const answerMs = 2_000;

/**
 * The calls to one GPIO chip, one at a time: each takes one of Node's few threads until the kernel answers, which for a USB bridge
 * that hangs takes seconds or for ever. So a chip never has more than one of them, and who comes while it hangs is refused at once.
 */
export class ChipLane {
  readonly #clock: Clock;
  readonly #chip: string;
  #last: Promise<unknown> = Promise.resolve();
  #running: { readonly what: string; readonly sinceMs: number } | null = null;

  constructor(clock: Clock, chip: string) {
    this.#clock = clock;
    this.#chip = chip;
  }

  /**
   * @param what for people: "reading /dev/gpiochip0 line 3"
   * @param late what is to be done with a result that came after its time
   * @throws DeviceError device.timeout, or what the call throws
   */
  async run<T>(what: string, call: () => Promise<T>, late: (result: T) => void = () => undefined): Promise<T> {
    this.#refuseWhileHanging();
    let isGivenUp = false;
    const wanted = () => {
      if (isGivenUp) throw new Cancelled(what);
      return call();
    };
    const about = { what, subject: this.#chip, timeoutMs: answerMs, late };
    try {
      return await withDeadline(this.#clock, about, () => this.#inTurn(what, wanted));
    } catch (error) {
      isGivenUp = true;
      throw error;
    }
  }

  /** What must be done however long the chip hangs: its turn comes when it answers again. */
  async atLast(what: string, call: () => Promise<void>): Promise<void> {
    await this.#inTurn(what, call);
  }

  #inTurn<T>(what: string, call: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => {
      this.#running = { what, sinceMs: this.#clock.monotonicMs() };
      try {
        return await call();
      } finally {
        this.#running = null;
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #refuseWhileHanging() {
    if (this.#running === null) return;
    const { what, sinceMs } = this.#running;
    const hangsMs = this.#clock.monotonicMs() - sinceMs;
    if (hangsMs < patient(answerMs)) return;
    const message = `${this.#chip} does not answer: ${what} has taken ${Math.round(hangsMs / 1000)} s; unplug it and plug it again`;
    throw new DeviceError("device.timeout", message, { subject: this.#chip });
  }
}
