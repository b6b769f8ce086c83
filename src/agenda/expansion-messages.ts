import type { CalendarBooking, CalendarProblem } from "./calendar-booking.ts";

/** What the expansion worker is asked. The window and zone as in ReadOptions. */
export interface ExpansionRequest {
  id: number;
  bytes: Uint8Array;
  zone: string;
  from: string;
  to: string;
  skip: string[];
}

/** What it answers: bookings in portions, then `done`; or `refused`. */
export type ExpansionAnswer =
  | { id: number; kind: "bookings"; bookings: CalendarBooking[] }
  | { id: number; kind: "done"; problems: CalendarProblem[] }
  | { id: number; kind: "refused"; message: string };

/**
 * What the worker is busy with, in memory that both threads see, so that it can be read when the worker does not answer any
 * more: a count of series begun, and the UID of the one under way.
 */
export class SharedProgress {
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #uid: Uint8Array;

  constructor(memory = new SharedArrayBuffer(8 + maxUidBytes)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory, 0, 2);
    this.#uid = new Uint8Array(memory, 8);
  }

  begin(uid: string): void {
    // encodeInto does not write to shared memory everywhere; a copy does.
    const bytes = new TextEncoder().encode(uid.slice(0, maxUidBytes / 4));
    this.#uid.set(bytes);
    Atomics.store(this.#numbers, 1, bytes.length);
    Atomics.add(this.#numbers, 0, 1);
  }

  reset(): void {
    Atomics.store(this.#numbers, 0, 0);
  }

  get begun(): number {
    return Atomics.load(this.#numbers, 0);
  }

  get uid(): string {
    return new TextDecoder().decode(this.#uid.slice(0, Atomics.load(this.#numbers, 1)));
  }
}

const maxUidBytes = 4000;
