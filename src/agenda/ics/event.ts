import type { BookingFields } from "../calendar-booking.ts";
import type { Rule } from "../recurrence/rule.ts";
import type { WallTime } from "../recurrence/wall-time.ts";
import type { Zone } from "../zones/zone.ts";
import type { Length } from "./duration.ts";

/** A start, an end or a date of a series, with the zone that it is read in. */
export interface EventTime {
  wall: WallTime;
  zone: Zone;
  /** A day and no time of day; its zone is the room's. */
  dateOnly: boolean;
}

export interface ExtraDate {
  time: EventTime;
  /** Of an RDATE period; null: as long as the others. */
  length: Length | null;
}

/** Which occurrence of a series an event replaces. */
export interface Replaced {
  time: EventTime;
  /** Neither Z nor TZID: the clock of the series counts, not that of the event. */
  floating: boolean;
  /** All later occurrences change too (RANGE=THISANDFUTURE). */
  andFuture: boolean;
}

/** One VEVENT, read. */
export interface CalendarEvent {
  uid: string;
  line: number;
  sequence: number;
  /** Instants of DTSTAMP and LAST-MODIFIED; 0 without. */
  stamp: number;
  modified: number;
  start: EventTime;
  length: Length;
  /** Whether the event itself says how long it is. */
  hasLength: boolean;
  replaces: Replaced | null;
  rules: Rule[];
  exceptRules: Rule[];
  extraDates: ExtraDate[];
  exceptDates: EventTime[];
  cancelled: boolean;
  tentative: boolean;
  /** Null: the event does not say. */
  private: boolean | null;
  busy: boolean;
  title: string;
  organiser: string | null;
  fields: BookingFields;
}
