import type { Booking } from "../../domain/booking.ts";
import type { ErrorCode } from "../../domain/error-codes.ts";
import { CalendarError, type ErrorDetails } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { CalendarProblem } from "../calendar-booking.ts";
import type { CalendarInput } from "../expansion-messages.ts";
import type { InputReading } from "../read-input.ts";
import type { RecognitionSettings } from "../recognition/types.ts";

/** The half-open window that an agenda shows, as ISO instants. */
export interface AgendaWindow {
  from: string;
  to: string;
}

/** What a source has for the window, all of it. */
export interface SourceSnapshot {
  bookings: readonly Booking[];
  problems: readonly CalendarProblem[];
  /** How far the server's clock is ahead of this computer's, in milliseconds; null when nothing tells. */
  skewMs: number | null;
}

/** A booking that the room makes. */
export interface NewBooking {
  uid: string;
  title: string;
  /** ISO times in UTC. */
  start: string;
  end: string;
}

/** Changes a calendar; only where the settings allow it. */
export interface CalendarWriter {
  /** @throws CalendarError */
  book(booking: NewBooking, signal: AbortSignal): Promise<void>;
  /**
   * Gives one occurrence back. Nothing happens when it was changed meanwhile.
   * @throws CalendarError
   */
  release(booking: Booking, signal: AbortSignal): Promise<void>;
}

/** Somewhere bookings come from. A source remembers what it read, so that most polls are cheap. */
export interface CalendarSource {
  /** Unique among the room's sources; for people. */
  readonly name: string;
  /** Time between polls, before jitter. */
  readonly pollMs: number;
  /**
   * Looks for changes.
   * @throws CalendarError; with `retryAfterMs` when the server says when to come again
   */
  poll(window: AgendaWindow, signal: AbortSignal): Promise<SourceSnapshot>;
  /** Absent where the calendar is only read. */
  readonly writer?: CalendarWriter;
}

/** What sources are given from outside; tests give their own. */
export interface SourceContext {
  /** IANA name of the room's zone. */
  zone: string;
  recognition: RecognitionSettings;
  clock: Clock;
  log: Log;
  fetch: typeof globalThis.fetch;
  /** Reads calendars and recognises meetings away from the daemon's loop. */
  read(input: CalendarInput): Promise<InputReading>;
  /** Reads a secret's file at the moment of use. */
  readSecret(file: string): Promise<string>;
}

/** A calendar server did not give what was asked. */
export class SourceError extends CalendarError {
  /** As the server says (Retry-After); null when it does not. */
  readonly retryAfterMs: number | null;
  readonly status: number | null;
  /** What the server said, for telling its reasons apart; never logged. */
  readonly said: string;

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails & { retryAfterMs?: number | null; status?: number; said?: string } = {},
  ) {
    super(code, message, details);
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.status = details.status ?? null;
    this.said = details.said ?? "";
  }
}
