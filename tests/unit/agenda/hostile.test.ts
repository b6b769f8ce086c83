import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";
import { CalendarError } from "../../../src/domain/errors.ts";
import { calendar } from "./calendar-text.ts";

const day = { zone: "Europe/Berlin", from: "2026-06-10T00:00:00Z", to: "2026-06-11T00:00:00Z" };
const honest = ["UID:honest", "DTSTART:20260610T120000Z", "DURATION:PT1H"];
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index));

/** Each of these once hung, or ate the memory of, a reader of calendars. */
test.each([
  ["thousands of rules", ["DTSTART:19700101T000000Z", ...many(3000, () => "RRULE:FREQ=MINUTELY;COUNT=9999999")]],
  [
    "a list of dates without end",
    ["DTSTART:20260610T000000Z", `RDATE:${many(50_000, () => "20200101T000000Z").join(",")}`],
  ],
  ["a length without end", ["DTSTART:20260610T000000Z", "DURATION:P999999999W"]],
  ["parameters without end", [`DTSTART${";X=1".repeat(50_000)}:20260610T000000Z`]],
  ["quotes without end", [`DTSTART;TZID=${'"'.repeat(50_001)}:20260610T000000Z`]],
  ["a line folded a hundred thousand times", ["DTSTART:20260610T000000Z", `DESCRIPTION:${"x\r\n ".repeat(100_000)}`]],
  ["a zone changed every second", ["DTSTART;TZID=Own:20260610T000000", "RRULE:FREQ=DAILY"]],
  ["the year 1", ["DTSTART;TZID=Europe/Berlin:00010101T000000", "RRULE:FREQ=DAILY;COUNT=99999999"]],
  ["the year 9999", ["DTSTART;TZID=Europe/Berlin:99991231T235959", "RRULE:FREQ=YEARLY"]],
])("%s costs at most its own event", (_, lines) => {
  const zone = [
    "BEGIN:VTIMEZONE",
    "TZID:Own",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=SECONDLY",
    "END:STANDARD",
    "END:VTIMEZONE",
  ];
  const { bookings } = readCalendar(calendar(...zone, ["UID:bad", ...lines], honest), day);
  expect(bookings.map(({ uid }) => uid)).toContain("honest");
});

test("components nested without end cost nothing but themselves", () => {
  const nested = ["BEGIN:X\r\n".repeat(20_000), "END:X\r\n".repeat(20_000)].join("");
  expect(readCalendar(calendar(nested.trimEnd(), honest), day).bookings).toHaveLength(1);
});

test("hostile series do not use up what honest ones need", () => {
  const bad = many(500, (index) => `UID:bad${index}`).map((uid) => [
    uid,
    "DTSTART:19700101T000000Z",
    "RRULE:FREQ=MINUTELY;COUNT=9999999",
  ]);
  const weekly = ["UID:weekly", "DTSTART:20260603T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"];
  const { bookings, problems } = readCalendar(calendar(...bad, weekly, honest), day);
  expect(bookings.map(({ uid }) => uid)).toEqual(["weekly", "honest"]);
  expect(problems.length).toBeGreaterThan(0);
});

test("whatever a calendar is made into, it is read or refused, never anything else", () => {
  const samples = ["036-moved-into-the-window", "041-extra-dates-without-a-rule", "005-customized-time-zone"].map(
    (name) => readFileSync(new URL(`cases/${name}.ics`, import.meta.url)),
  );
  const change = fc.record({
    at: fc.nat(2000),
    cut: fc.nat(12),
    put: fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom("\r\n", "\n ", ":", ";", '"', "Z", "-", "99999999", "BEGIN:VEVENT\r\n"),
    ),
  });
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 6 }), (sample, changes) => {
      let text = sample.toString("latin1");
      for (const { at, cut, put } of changes)
        text = text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut);
      try {
        for (const { start, end } of readCalendar(Buffer.from(text, "latin1"), day).bookings) {
          expect(Date.parse(start)).toBeLessThanOrEqual(Date.parse(end));
        }
      } catch (error) {
        expect(error).toBeInstanceOf(CalendarError);
      }
    }),
    { numRuns: 500 },
  );
});
