import type { Booking } from "../domain/booking.ts";
import { CalendarError } from "../domain/errors.ts";
import type { BookingFields, CalendarBooking, CalendarProblem } from "./calendar-booking.ts";
import type { CalendarInput } from "./expansion-messages.ts";
import { calendarSteps, compareBookings, readCalendar } from "./read-calendar.ts";
import { recognise } from "./recognition/recognise.ts";
import type { BookingText, RecognitionSettings } from "./recognition/types.ts";
import { WorkBudget } from "./recurrence/work-budget.ts";

export interface InputOptions {
  /** Bookings beyond these, by their start, are named and not shown. */
  most?: number;
  skip?: ReadonlySet<string>;
  /** Told the UID of each series before it is worked on; an empty one after the last. */
  onSeries?: (uid: string) => void;
}

export interface InputReading {
  bookings: Booking[];
  problems: CalendarProblem[];
}

/**
 * Reads what a source brought, and finds the meeting of each booking; the texts that it was found in end here.
 * @throws CalendarError calendar.unreadable when a feed is no calendar
 */
export function readInput(input: CalendarInput, options: InputOptions = {}): InputReading {
  const budget = new WorkBudget(calendarSteps);
  const bookings: CalendarBooking[] = [...input.ready];
  const problems: CalendarProblem[] = [];
  for (const { name, bytes } of input.parts) {
    try {
      const reading = readCalendar(bytes, { zone: input.zone, from: input.from, to: input.to, budget, ...options });
      for (const booking of reading.bookings) bookings.push(booking);
      for (const problem of reading.problems) problems.push(problem);
    } catch (error) {
      if (input.whole || !(error instanceof CalendarError)) throw error;
      problems.push({ uid: null, line: 1, property: null, dropped: true, message: `${name}: ${error.message}` });
    }
  }
  options.onSeries?.("");
  bookings.sort(compareBookings);
  const { most = bookings.length } = options;
  if (bookings.length > most) {
    const message = `${bookings.length} bookings in the window; the first ${most} are shown`;
    problems.push({ uid: null, line: 0, property: null, dropped: true, message });
  }
  const shown = bookings.slice(0, most).map((booking) => toBooking(booking, input.recognition));
  return { bookings: shown, problems };
}

function toBooking({ fields, ...booking }: CalendarBooking, settings: RecognitionSettings): Booking {
  return { ...booking, join: recognise(textOf(booking.title, fields), settings).best };
}

/** What recognition reads of a booking. */
export function textOf(title: string, { location, description, html, url, ...fields }: BookingFields): BookingText {
  const conference = url === "" ? fields.conference : { ...fields.conference, URL: url };
  return { title, location, description, html, conference };
}
