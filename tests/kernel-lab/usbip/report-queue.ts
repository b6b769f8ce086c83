import type { Transfer } from "./device.ts";

/** What an IN endpoint has to say and who asked for it: each waits for the other. */
export class ReportQueue {
  readonly #most: number;
  readonly #reports: Buffer[] = [];
  readonly #waiting: Transfer[] = [];

  /** @param most that wait for a host which does not ask; the oldest of more are lost */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  send(report: Buffer): void {
    const transfer = this.#nextWaiting();
    if (transfer !== undefined) return transfer.complete([report]);
    this.#reports.push(report);
    if (this.#reports.length > this.#most) this.#reports.shift();
  }

  /** The host asks: answered at once, or when there is something to say. */
  ask(transfer: Transfer): void {
    const report = this.#reports.shift();
    if (report === undefined) this.#waiting.push(transfer);
    else transfer.complete([report]);
  }

  /** The cable was pulled. */
  clear(): void {
    this.#reports.length = 0;
    this.#waiting.length = 0;
  }

  #nextWaiting(): Transfer | undefined {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      if (!next.cancelled) return next;
    return undefined;
  }
}
