import type { Clock } from "../platform/clock.ts";
import { withDeadline } from "./deadline.ts";

const withinMs = 1_500;

/** Work that outlives its device and must be done before the process ends: relays that go to their safe state. */
export class Endings {
  readonly #works = new Set<Promise<void>>();

  /** @param work never rejects */
  add(work: Promise<void>): void {
    this.#works.add(work);
    void work.finally(() => this.#works.delete(work));
  }

  /** @throws DeviceError device.timeout when some of it is not done in time: what hangs is not waited for */
  async done(clock: Clock): Promise<void> {
    const call = { what: "leaving GPIO lines in their safe state", subject: "device host", timeoutMs: withinMs };
    await withDeadline(clock, call, () => Promise.all(this.#works));
  }
}
