import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CalendarBooking } from "../../../src/agenda/calendar-booking.ts";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";

interface Wanted {
  uid: string | null;
  start: string;
  end: string;
  title?: string;
  allDay: boolean;
  status?: string;
  private?: boolean;
  busy?: boolean;
}

interface Case {
  id: string;
  zone: string;
  from: string;
  to: string;
  expect?: Wanted[];
  alsoAccept?: Wanted[][];
  expectError?: boolean;
  expectWithinMs?: number;
  why: string;
}

const folder = new URL("cases/", import.meta.url);
const cases = JSON.parse(readFileSync(new URL("cases.json", folder), "utf8")) as Case[];

test.each(cases)("$id: $why", (given) => {
  const file = readFileSync(new URL(`${given.id}.ics`, folder));
  if (given.expectError) {
    expect(() => readCalendar(file, given)).toThrow(/^line \d+, [A-Z-]+: /);
    return;
  }
  const named = new Set(given.expect?.map(({ uid }) => uid));
  const { bookings } = readCalendar(file, given);
  // Of a hostile calendar only the honest bookings count: the other may be shown or not.
  const produced = given.expectWithinMs === undefined ? bookings : bookings.filter(({ uid }) => named.has(uid));
  const accepted = [given.expect ?? [], ...(given.alsoAccept ?? [])];
  expect(accepted.map((wanted) => comparable(wanted, wanted))).toContainEqual(
    comparable(produced, accepted.find((wanted) => agrees(produced, wanted)) ?? given.expect ?? []),
  );
});

const agrees = (produced: CalendarBooking[], wanted: Wanted[]) =>
  JSON.stringify(comparable(produced, wanted)) === JSON.stringify(comparable(wanted, wanted));

/** Only what the expectation names, in a fixed order. */
function comparable(bookings: readonly (Wanted | CalendarBooking)[], wanted: Wanted[]) {
  const sorted = [...bookings].sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
  const order = [...wanted].sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
  return sorted.map((booking, index) => {
    const { uid, title, status, private: hidden, busy } = order[index] ?? {};
    return {
      start: Date.parse(booking.start),
      end: Date.parse(booking.end),
      allDay: booking.allDay,
      ...(uid ? { uid: booking.uid } : {}),
      ...(title === undefined ? {} : { title: booking.title?.normalize("NFC").replace(/\s+/g, " ").trim() }),
      ...(status === undefined ? {} : { status: booking.status }),
      ...(hidden === undefined ? {} : { private: booking.private }),
      ...(busy === undefined ? {} : { busy: booking.busy }),
    };
  });
}

const sortKey = ({ start, end, uid }: Wanted | CalendarBooking) =>
  `${new Date(start).toISOString()} ${new Date(end).toISOString()} ${uid ?? ""}`;
