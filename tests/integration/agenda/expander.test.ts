import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { Expander } from "../../../src/agenda/expander.ts";

const casesFolder = new URL("../../unit/agenda/cases/", import.meta.url);
const day = { zone: "Europe/Berlin", from: "2026-06-10T00:00:00Z", to: "2026-06-11T00:00:00Z" };
const feed = (bytes: Uint8Array) => ({
  ...day,
  recognition: {},
  parts: [{ name: "feed", bytes }],
  whole: true,
  ready: [],
});
const bytesOf = (text: string) => new TextEncoder().encode(text);
const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");
const honest = event("UID:honest@example.com", "DTSTART:20260610T120000Z", "DURATION:PT1H");
const calendar = (...events: string[]) => ["BEGIN:VCALENDAR", ...events, "END:VCALENDAR"].join("\r\n");
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => index + from).join(",");
const everything = `BYMONTH=${range(1, 12)};BYMONTHDAY=${range(1, 31)};BYHOUR=${range(0, 23)};BYMINUTE=${range(0, 59)};BYSECOND=${range(0, 59)}`;

const expanders: Expander[] = [];
const start = (options: ConstructorParameters<typeof Expander>[0] = {}) => {
  const expander = new Expander(options);
  expanders.push(expander);
  return expander;
};

afterEach(async () => {
  await Promise.all(expanders.splice(0).map((expander) => expander.close()));
});

test("a calendar read in the worker is the calendar", async () => {
  const bytes = readFileSync(new URL("080-daily-since-1990.ics", casesFolder));
  const { bookings, problems } = await start().read(feed(bytes));
  expect(bookings.map(({ uid }) => uid)).toEqual(["r2@host.example", "z9@host.example"]);
  expect(problems).toEqual([]);
});

test("a file that is no calendar is refused with line and property, and the next one is read", async () => {
  const expander = start();
  await expect(expander.read(feed(bytesOf("<html>sign in</html>")))).rejects.toThrow(/^line 1, BEGIN: /);
  expect((await expander.read(feed(bytesOf(calendar(honest))))).bookings).toHaveLength(1);
});

test.each([
  ["a year of seconds", `FREQ=YEARLY;${everything}`],
  ["a year of seconds, counted", `FREQ=YEARLY;COUNT=99999999;${everything}`],
  ["the last second of the year", `FREQ=YEARLY;BYSETPOS=-1;${everything}`],
  ["every second since 1970, counted", "FREQ=SECONDLY;COUNT=999999999"],
  ["a day that never comes", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"],
  ["the last days of the month, daily", "FREQ=DAILY;BYMONTHDAY=-1,-2;COUNT=99999999"],
  ["no interval", "FREQ=DAILY;INTERVAL=0"],
])("%s costs at most its own event", async (_, rule) => {
  const bad = event("UID:bad@example.com", "DTSTART:19700101T000000Z", "DURATION:PT1M", `RRULE:${rule}`);
  const { bookings } = await start().read(feed(bytesOf(calendar(bad, honest))));
  expect(bookings.map(({ uid }) => uid)).toContain("honest@example.com");
});

test("a series that never ends is left out and named after its deadline, the others are shown", async () => {
  const script = new URL("stuck-worker.ts", import.meta.url);
  const reading = await start({ limits: { seriesMs: 200 }, script }).read(feed(bytesOf(calendar(honest))));
  expect(reading.problems).toMatchObject([{ uid: "stuck@example.com", dropped: true }]);
});

test("a calendar that does not fit into the heap is refused; the daemon lives and reads the next one", async () => {
  const expander = start({ limits: { heapMb: 8 } });
  const many = Array.from({ length: 40_000 }, (_, index) => event(`UID:${index}`, "DTSTART:20260610T120000Z"));
  await expect(expander.read(feed(bytesOf(calendar(...many))))).rejects.toThrow(/cannot be read/);
  const small = start();
  expect((await small.read(feed(bytesOf(calendar(honest))))).bookings).toHaveLength(1);
});
