import { DeviceError } from "../domain/errors.ts";

/** Who has which node or card. One holder each; a holder's leases end together. */
export class Leases {
  readonly #holders = new Map<string, string>();

  /** @throws DeviceError device.busy, naming the holder */
  take(thing: string, holder: string): void {
    const other = this.#holders.get(thing);
    if (other !== undefined)
      throw new DeviceError("device.busy", `${thing} is already used by ${other}`, { subject: holder });
    this.#holders.set(thing, holder);
  }

  /** Gives one back: what could not be opened may be tried again. */
  release(thing: string, holder: string): void {
    if (this.#holders.get(thing) === holder) this.#holders.delete(thing);
  }

  releaseAll(holder: string): void {
    for (const [thing, other] of this.#holders) if (other === holder) this.#holders.delete(thing);
  }
}
