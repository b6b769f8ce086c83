import { monitorEventLoopDelay } from "node:perf_hooks";
import { Expander } from "../../../src/agenda/expander.ts";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => index + from).join(",");
const everything = `BYMONTH=${range(1, 12)};BYMONTHDAY=${range(1, 31)};BYHOUR=${range(0, 23)};BYMINUTE=${range(0, 59)};BYSECOND=${range(0, 59)}`;
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join("\r\n");
const event = (uid: string, ...lines: string[]) => ["BEGIN:VEVENT", `UID:${uid}`, ...lines, "END:VEVENT"].join("\r\n");
const ruled = (rule: string, start = "19700101T000000Z") =>
  event("bad", `DTSTART:${start}`, "DURATION:PT1M", `RRULE:${rule}`);

const calendars: Record<string, string> = {
  "a year of seconds": ruled(`FREQ=YEARLY;COUNT=1;${everything}`),
  "all seconds of all years": ruled(`FREQ=YEARLY;COUNT=99999999;${everything}`),
  "the last second of each year": ruled(`FREQ=YEARLY;BYSETPOS=-1;${everything}`),
  "every second": ruled("FREQ=SECONDLY"),
  "every second, counted": ruled("FREQ=SECONDLY;COUNT=999999999"),
  "a day that never comes": ruled("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"),
  "the last days of a month, daily": ruled("FREQ=DAILY;BYMONTHDAY=-1,-2;COUNT=9999999"),
  "daily since the year 1": ruled("FREQ=DAILY;COUNT=99999999", "00010101T000000Z"),
  "three thousand minutely series": many(3000, (i) =>
    event(`b${i}`, "DTSTART:19700101T000000Z", "RRULE:FREQ=MINUTELY;COUNT=9999999"),
  ),
  "three thousand secondly series": many(3000, (i) =>
    event(`b${i}`, "DTSTART:20260610T000000Z", "RRULE:FREQ=SECONDLY"),
  ),
  "twenty thousand replacements": many(20_000, (i) =>
    event(
      "bad",
      `RECURRENCE-ID:2020010${1 + (i % 9)}T${String(i % 24).padStart(2, "0")}0000Z`,
      "DTSTART:20260610T120000Z",
    ),
  ),
  "nested components": `${many(100_000, () => "BEGIN:X")}\r\n${many(100_000, () => "END:X")}`,
  "events without end": many(50_000, () => "BEGIN:VEVENT"),
  "ten megabytes of meetings": many(20_000, (i) =>
    event(
      `b${i}`,
      `DTSTART;TZID=Europe/Berlin:202606${10 + (i % 14)}T100000`,
      "DURATION:PT1H",
      `DESCRIPTION:${"x".repeat(400)}`,
    ),
  ),
};

/** Reads hostile calendars as the daemon does; how long each takes, how long the loop stands still, what the process holds. */
export async function measureHostile(): Promise<object> {
  const expander = new Expander();
  const honest = event("honest", "DTSTART:20260610T120000Z", "DURATION:PT1H");
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: Record<string, number> = {};
  let peakMb = 0;
  let shown = true;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
  }, 5);
  const read = (text: string) =>
    expander.read({
      zone: "Europe/Berlin",
      from: "2026-06-10T00:00:00Z",
      to: "2026-06-24T00:00:00Z",
      recognition: {},
      parts: [{ name: "hostile", bytes: new TextEncoder().encode(text) }],
      whole: true,
      ready: [],
    });
  await read(`BEGIN:VCALENDAR\r\n${honest}\r\nEND:VCALENDAR`);
  for (const [name, body] of Object.entries(calendars)) {
    const text = `BEGIN:VCALENDAR\r\n${body}\r\n${honest}\r\nEND:VCALENDAR`;
    delay.enable();
    const startedMs = performance.now();
    const { bookings } = await read(text);
    times[name] = Math.round(performance.now() - startedMs);
    delay.disable();
    shown &&= bookings.some(({ uid }) => uid === "honest") || name.startsWith("ten megabytes");
  }
  clearInterval(watch);
  await expander.close();
  const stallMs = Math.round(delay.max / 1e5) / 10;
  return {
    measure: "hostile calendars in the worker",
    honestShown: shown,
    longestStallMs: stallMs,
    peakMb: Math.round(peakMb),
    times,
  };
}
