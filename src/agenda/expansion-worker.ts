import { parentPort, workerData } from "node:worker_threads";
import { CalendarError } from "../domain/errors.ts";
import type { CalendarBooking } from "./calendar-booking.ts";
import { type ExpansionAnswer, type ExpansionRequest, SharedProgress } from "./expansion-messages.ts";
import { readCalendar } from "./read-calendar.ts";

/** Bookings handed over at once: taking them off the port never holds up the daemon's loop. */
const portion = 100;
/** More than any room has in two weeks; the rest is named, not shown. */
const maxBookings = 5000;

const port = parentPort;
const progress = new SharedProgress((workerData as { progress: SharedArrayBuffer }).progress);
port?.on("message", (request: ExpansionRequest) => {
  for (const answer of answers(request)) port.postMessage(answer);
});

function* answers({ id, bytes, skip, ...window }: ExpansionRequest): Generator<ExpansionAnswer> {
  try {
    const options = { ...window, skip: new Set(skip), onSeries: (uid: string) => progress.begin(uid) };
    const { bookings, problems } = readCalendar(bytes, options);
    yield* portions(id, bookings.slice(0, maxBookings));
    if (bookings.length > maxBookings) {
      const message = `the calendar has ${bookings.length} bookings in the window; the first ${maxBookings} are shown`;
      problems.push({ uid: null, line: 0, property: null, dropped: true, message });
    }
    yield { id, kind: "done", problems };
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    yield { id, kind: "refused", message: error.message };
  }
}

function* portions(id: number, bookings: CalendarBooking[]): Generator<ExpansionAnswer> {
  for (let index = 0; index < bookings.length; index += portion) {
    yield { id, kind: "bookings", bookings: bookings.slice(index, index + portion) };
  }
}
