import type { Transfer } from "./device.ts";

/** What an IN endpoint has to say and who asked for it: each waits for the other. */
export class ReportQueue {
  readonly #reports: Buffer[] = [];
  readonly #waiting: Transfer[] = [];

  send(report: Buffer): void {
    const transfer = this.#nextWaiting();
    if (transfer === undefined) this.#reports.push(report);
    else transfer.complete([report]);
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
