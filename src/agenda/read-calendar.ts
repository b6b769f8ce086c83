import { CalendarError } from "../domain/errors.ts";
import type { CalendarBooking, CalendarProblem, CalendarReading } from "./calendar-booking.ts";
import { type Component, readComponents } from "./ics/components.ts";
import type { CalendarEvent } from "./ics/event.ts";
import { PropertyError, type ReadContext } from "./ics/event-time.ts";
import type { Property } from "./ics/property.ts";
import { readEvent } from "./ics/read-event.ts";
import { Unreadable } from "./ics/unreadable.ts";
import { groupSeries } from "./recurrence/group-series.ts";
import type { Occurrence, Window } from "./recurrence/occurrence.ts";
import { occurrencesOf, type Series } from "./recurrence/series.ts";
import { WorkBudget } from "./recurrence/work-budget.ts";
import { FileZones } from "./zones/file-zones.ts";
import { ianaZone } from "./zones/iana-zone.ts";
import type { Zone } from "./zones/zone.ts";

export interface ReadOptions {
  /** IANA name of the room's zone: days and floating times are its. Never the zone of the process. */
  zone: string;
  /** ISO instants of the half-open window. */
  from: string;
  to: string;
  /** UIDs to leave out, named as problems: what brought a reading down before. */
  skip?: ReadonlySet<string>;
  /** What all calendars of a source together may cost; default: a budget of its own. */
  budget?: WorkBudget;
  /** Told the UID of each event before it is worked on. */
  onSeries?: (uid: string) => void;
}

/** Steps for all events of a calendar together, and for one of them. An ordinary series takes some thousand. */
export const calendarSteps = 3_000_000;
const eventSteps = 150_000;
const maxBookings = 50_000;
const maxProblems = 200;

/**
 * Reads an iCalendar file and lists what overlaps the window: whole bookings, sorted, cancelled ones left out. One event
 * that cannot be read costs that event and is named among the problems.
 * @throws CalendarError calendar.unreadable, naming line and property, when it is no whole calendar
 */
export function readCalendar(input: string | Uint8Array, options: ReadOptions): CalendarReading {
  const room = ianaZone(options.zone);
  if (room === null) throw new CalendarError("calendar.unreadable", `${options.zone} is not an IANA time zone`);
  const window = { from: Date.parse(options.from), to: Date.parse(options.to) };
  if (!(window.from <= window.to)) {
    throw new CalendarError("calendar.unreadable", `the window from ${options.from} to ${options.to} is none`);
  }
  const calendars = readComponents(typeof input === "string" ? new TextEncoder().encode(input) : input);
  const problems = new Problems();
  const events = readEvents(calendars, room, problems);
  const occurrences = expand(groupSeries(events), window, room, problems, options);
  return { bookings: toBookings(occurrences), problems: problems.list };
}

class Problems {
  readonly list: CalendarProblem[] = [];

  add(problem: CalendarProblem): void {
    if (this.list.length < maxProblems) this.list.push(problem);
  }
}

function readEvents(calendars: Component[], room: Zone, problems: Problems): CalendarEvent[] {
  const zones = new FileZones(calendars);
  return calendars.flatMap((calendar) => {
    const method =
      calendar.properties
        .find(({ name }) => name === "METHOD")
        ?.value.trim()
        .toUpperCase() ?? "";
    // Answers and counter-proposals are about bookings and are none (RFC 5546).
    if (["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"].includes(method)) return [];
    return calendar.children.flatMap((component) => {
      if (component.name !== "VEVENT") return [];
      const event = readOne(component, { room, zones, problems });
      return event === null ? [] : [method === "CANCEL" ? { ...event, cancelled: true } : event];
    });
  });
}

function readOne(
  component: Component,
  { room, zones, problems }: { room: Zone; zones: FileZones; problems: Problems },
): CalendarEvent | null {
  const uid = component.properties.find(({ name }) => name === "UID")?.value.trim() ?? null;
  const problem = (property: string, line: number, message: string, dropped: boolean) =>
    problems.add({ uid, line, property, dropped, message });
  const note = (property: Property, message: string) => problem(property.name, property.line, message, false);
  const context: ReadContext = { room, zones, note };
  if (component.damaged) {
    problem("END", component.line, "the event has no END:VEVENT", true);
    return null;
  }
  try {
    return readEvent(component, context);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    if (error instanceof PropertyError) problem(error.property, error.line, error.message, true);
    else problem("DTSTART", component.line, error.message, true);
    return null;
  }
}

function expand(all: Series[], window: Window, room: Zone, problems: Problems, options: ReadOptions): Occurrence[] {
  const budget = options.budget ?? new WorkBudget(calendarSteps);
  const found: Occurrence[] = [];
  for (const series of all.toSorted((a, b) => Number(isCostly(a)) - Number(isCostly(b)))) {
    const event = series.master ?? series.overrides[0];
    if (event === undefined) continue;
    const drop = (message: string) =>
      problems.add({ uid: event.uid, line: event.line, property: "RRULE", dropped: true, message });
    if (options.skip?.has(event.uid) === true) {
      drop("working out its occurrences brought the reading down; it is left out");
      continue;
    }
    options.onSeries?.(event.uid);
    try {
      const occurrences = occurrencesOf(series, window, room, new WorkBudget(eventSteps, budget));
      if (found.length + occurrences.length > maxBookings) throw new Unreadable(`more than ${maxBookings} bookings`);
      for (const occurrence of occurrences) found.push(occurrence);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      drop(error.message);
    }
  }
  return found;
}

/** Series that must be counted from their start come last: what is left of the budget is theirs. */
function isCostly({ master }: Series): boolean {
  return master?.rules.some((rule) => rule.count !== null) === true;
}

function toBookings(occurrences: Occurrence[]): CalendarBooking[] {
  const bookings = new Map<string, CalendarBooking>();
  for (const { event, original, start, end } of occurrences) {
    const occurrence = original === null ? "single" : iso(original);
    const booking: CalendarBooking = {
      uid: event.uid,
      occurrence,
      title: event.title,
      organiser: event.organiser,
      start: iso(start),
      end: iso(end),
      allDay: event.start.dateOnly,
      status: event.tentative ? "tentative" : "confirmed",
      private: event.private === true,
      busy: event.busy,
      fields: event.fields,
    };
    bookings.set(JSON.stringify([event.uid, occurrence, booking.start]), booking);
  }
  return [...bookings.values()].sort(compareBookings);
}

const iso = (instant: number) => new Date(instant).toISOString();

export function compareBookings(a: CalendarBooking, b: CalendarBooking): number {
  return compare(a.start, b.start) || compare(a.end, b.end) || compare(a.uid, b.uid);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
