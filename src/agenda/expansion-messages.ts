import type { Booking } from "../domain/booking.ts";
import type { CalendarBooking, CalendarProblem } from "./calendar-booking.ts";
import type { RecognitionSettings } from "./recognition/types.ts";

/** One iCalendar text, and what to call it in messages. */
export interface CalendarPart {
  name: string;
  bytes: Uint8Array;
}

export interface CalendarInput {
  /** IANA name of the room's zone. */
  zone: string;
  /** ISO instants of the half-open window. */
  from: string;
  to: string;
  recognition: RecognitionSettings;
  /** iCalendar texts: the one of a feed, or the objects of a CalDAV collection. */
  parts: CalendarPart[];
  /** A feed: a part that is no calendar refuses all. Else it costs itself and is named. */
  whole: boolean;
  /** Occurrences that a service has worked out itself. */
  ready: CalendarBooking[];
}

/** What the expansion worker is asked. */
export interface ExpansionRequest extends CalendarInput {
  id: number;
  /** UIDs to leave out: they brought a reading down. */
  skip: string[];
  /** Bookings beyond these, by their start, are named and not shown. */
  most: number;
}

/** What it answers: bookings in portions, then `done`; or `refused`. */
export type ExpansionAnswer =
  | { id: number; kind: "bookings"; bookings: Booking[] }
  | { id: number; kind: "done"; problems: CalendarProblem[] }
  | { id: number; kind: "refused"; message: string };

const maxUidBytes = 4000;

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
