import { expect, test } from "vitest";
import type { CalendarBooking } from "../../../src/agenda/calendar-booking.ts";
import { exchangeFindings } from "../../../src/agenda/exchange-findings.ts";
import { booking } from "./booking.ts";

const fields = { location: "Oak", description: "", html: "", url: "", conference: {} };
const raw = (uid: string, given: Partial<CalendarBooking> = {}): CalendarBooking => {
  const { join, ...rest } = booking({ uid });
  return { ...rest, organiser: "Ada Example", fields, ...given };
};
const withText = (uid: string, given: Partial<CalendarBooking> = {}) =>
  raw(uid, { fields: { ...fields, html: "<p>Agenda: ...</p>" }, ...given });
const warnings = (bookings: CalendarBooking[]) =>
  exchangeFindings(bookings, "oak@example.com")
    .filter(({ level }) => level === "warning")
    .map(({ mend }) => mend);

test("bookings that all arrive without text mean that the mailbox deletes it", () => {
  expect(warnings([raw("1"), raw("2"), raw("3")])).toEqual([
    "Set-CalendarProcessing -Identity oak@example.com -DeleteComments $false",
  ]);
});

test("an empty page is no text", () => {
  const empty = { ...fields, html: "<html><head><style>p{}</style></head><body>&nbsp;</body></html>" };
  expect(warnings(["1", "2", "3"].map((uid) => raw(uid, { fields: empty })))).toHaveLength(1);
});

test("one booking with a text shows that texts arrive", () => {
  expect(warnings([raw("1"), raw("2"), withText("3")])).toEqual([]);
});

test("bookings called after their organiser mean that the subject is replaced", () => {
  const named = ["1", "2", "3"].map((uid) => withText(uid, { title: "ada  example Weekly" }));
  expect(warnings(named)).toEqual([
    "Set-CalendarProcessing -Identity oak@example.com -DeleteSubject $false -AddOrganizerToSubject $false",
  ]);
});

test("two bookings prove nothing, nor does one series", () => {
  expect(warnings([raw("1"), raw("2")])).toEqual([]);
  expect(warnings(Array.from({ length: 14 }, () => raw("daily")))).toEqual([]);
});

test("many bookings of which none is private are worth a note, with the setting", () => {
  const many = Array.from({ length: 10 }, (_, index) => withText(String(index)));
  const notes = exchangeFindings(many, "oak@example.com").map(({ mend }) => mend);
  expect(notes.some((mend) => mend.includes("-RemovePrivateProperty $false"))).toBe(true);
  many[0] = withText("p", { private: true });
  const fewer = exchangeFindings(many, "oak@example.com").map(({ mend }) => mend);
  expect(fewer.some((mend) => mend.includes("-RemovePrivateProperty $false"))).toBe(false);
});
