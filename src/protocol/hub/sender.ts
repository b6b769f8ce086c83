import type { DataFrame } from "./frames.ts";

/** Lower goes first; when the queue is full the highest go away first, the oldest of them first. */
export const priorities = { durable: 0, request: 1, state: 2, telemetry: 3, log: 4 } as const;
export type Priority = keyof typeof priorities;

export interface Entry {
  body: { kind: string };
  priority: Priority;
  /** Size of the body as JSON, bytes. */
  bytes: number;
}

export interface SenderLimits {
  /** Frames sent and not yet acknowledged. */
  window: number;
  /** Bytes that wait; durable entries are never dropped and do not count. */
  queueBytes: number;
}

const order = Object.keys(priorities) as Priority[];

/**
 * Sending half of a session, without I/O. An entry gets its number when it is first sent; sent ones are kept, in order,
 * until acknowledged, and go out again after `rewind`.
 */
export class Sender {
  readonly #limits: SenderLimits;
  readonly #waiting: Record<Priority, Entry[]> = { durable: [], request: [], state: [], telemetry: [], log: [] };
  #waitingBytes = 0;
  /** Sent and unacknowledged; the first has number `#acknowledged + 1`. */
  #inFlight: Entry[] = [];
  #acknowledged = 0;
  /** How many of `#inFlight` are on their way in this connection. */
  #sent = 0;

  constructor(limits: SenderLimits) {
    this.#limits = limits;
  }

  /** Queues an entry; returns what had to be dropped for it (possibly itself). */
  push(entry: Entry): Entry[] {
    this.#waiting[entry.priority].push(entry);
    if (entry.priority === "durable") return [];
    this.#waitingBytes += entry.bytes;
    return this.#dropOverflow();
  }

  /** The next data frame to send, or null when nothing waits or the window is full. */
  take(ack: number): DataFrame | null {
    if (this.#sent === this.#inFlight.length) {
      if (this.#inFlight.length >= this.#limits.window) return null;
      const next = this.#shift();
      if (next === null) return null;
      this.#inFlight.push(next);
    }
    const entry = this.#inFlight[this.#sent++] as Entry;
    return { type: "data", seq: this.#acknowledged + this.#sent, ack, body: entry.body };
  }

  /** Takes a cumulative acknowledgement; returns what it confirms. An old or foreign number confirms nothing. */
  acknowledge(seq: number): Entry[] {
    const confirmed = seq - this.#acknowledged;
    if (confirmed <= 0 || confirmed > this.#inFlight.length) return [];
    this.#acknowledged = seq;
    this.#sent = Math.max(0, this.#sent - confirmed);
    return this.#inFlight.splice(0, confirmed);
  }

  /** Sends again everything after the acknowledged number: in a resumed session, or after a gap. */
  rewind(): void {
    this.#sent = 0;
  }

  /** A new session: numbers start at 1. What was under way goes back to the head of its queue; states are left out (a snapshot follows). */
  restart(): void {
    for (const entry of this.#inFlight.reverse()) {
      if (entry.priority === "state") continue;
      this.#waiting[entry.priority].unshift(entry);
      if (entry.priority !== "durable") this.#waitingBytes += entry.bytes;
    }
    for (const state of this.#waiting.state.splice(0)) this.#waitingBytes -= state.bytes;
    this.#inFlight = [];
    this.#acknowledged = 0;
    this.#sent = 0;
    this.#dropOverflow();
  }

  /** Bytes that wait and can be dropped; entries not yet confirmed. */
  get load(): { queueBytes: number; unconfirmed: number } {
    const waiting = order.reduce((sum, priority) => sum + this.#waiting[priority].length, 0);
    return { queueBytes: this.#waitingBytes, unconfirmed: waiting + this.#inFlight.length };
  }

  #shift(): Entry | null {
    for (const priority of order) {
      const entry = this.#waiting[priority].shift();
      if (entry === undefined) continue;
      if (priority !== "durable") this.#waitingBytes -= entry.bytes;
      return entry;
    }
    return null;
  }

  #dropOverflow(): Entry[] {
    const dropped: Entry[] = [];
    for (const priority of [...order].reverse()) {
      if (priority === "durable") break;
      while (this.#waitingBytes > this.#limits.queueBytes) {
        const oldest = this.#waiting[priority].shift();
        if (oldest === undefined) break;
        this.#waitingBytes -= oldest.bytes;
        dropped.push(oldest);
      }
    }
    return dropped;
  }
}
