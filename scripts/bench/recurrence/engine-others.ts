import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { EngineJob, EngineName, Task } from "./engine.ts";

const { engine, task, modules } = workerData as EngineJob;
const load = createRequire(`${modules}/`);
const from = new Date("2009-12-31T23:00:00Z");
const to = new Date("2025-12-31T23:00:00Z");

function answer(name: EngineName, asked: Task): unknown {
  if (asked.kind === "rule") return datesOf(name, asked.rule, asked.start, asked.count);
  if (asked.kind === "calendar") return name === "ical.js" ? byIcalJs(asked.file) : byNodeIcal(asked.file);
  const runs = [1, 2, 3, 4].map(() => {
    const startedMs = performance.now();
    datesOf(name, "FREQ=DAILY;UNTIL=20260601T000000Z", "20060601T090000Z", 10_000);
    return performance.now() - startedMs;
  });
  return Math.round(runs.slice(1).toSorted((a, b) => a - b)[1] ?? 0);
}

function datesOf(name: EngineName, rule: string, start: string, count: number): string[] {
  if (name === "rrule-temporal") return byRruleTemporal(rule, start, count);
  if (name === "rrule") return byRrule(rule, start, count);
  if (name === "ical.js") return byIcalJsRule(rule, start, count);
  return byNodeIcalRule(rule, start, count);
}

const milliseconds = (start: string) =>
  Date.parse(`${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6, 8)}T${time(start)}Z`);

const time = (start: string) =>
  start.length === 8 ? "00:00:00" : `${start.slice(9, 11)}:${start.slice(11, 13)}:${start.slice(13, 15)}`;

/** In the form of DTSTART. */
function written(ms: number, start: string): string {
  const compact = new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "");
  return start.length === 8 ? compact.slice(0, 8) : compact + (start.endsWith("Z") ? "Z" : "");
}

function byRruleTemporal(rule: string, start: string, count: number): string[] {
  const dates: string[] = [];
  const dtstart = Temporal.Instant.fromEpochMilliseconds(milliseconds(start)).toZonedDateTimeISO("UTC");
  const made = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart, cache: false, maxIterations: 1_000_000 });
  made.all((date) => {
    dates.push(written(date.epochMilliseconds, start));
    return dates.length < count;
  });
  return dates;
}

function byRrule(rule: string, start: string, count: number): string[] {
  const { RRule } = load("rrule") as { RRule: RruleClass };
  const dates: string[] = [];
  new RRule({ ...RRule.parseString(rule), dtstart: new Date(milliseconds(start)) }).all((date) => {
    dates.push(written(date.getTime(), start));
    return dates.length < count;
  });
  return dates;
}

interface RruleClass {
  new (options: object): { all(each: (date: Date) => boolean): Date[] };
  parseString(rule: string): object;
}

function byIcalJsRule(rule: string, start: string, count: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateTimeString(isoOf(start)) as ICAL.Time);
  const dates: string[] = [];
  for (let next = iterator.next(); next && dates.length < count; next = iterator.next()) {
    dates.push(next.toICALString());
  }
  return dates;
}

const isoOf = (start: string) => {
  const date = `${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6, 8)}`;
  return `${date}T${time(start)}${start.endsWith("Z") ? "Z" : ""}`;
};

function byNodeIcalRule(rule: string, start: string, count: number): string[] {
  const value = start.length === 8 ? `;VALUE=DATE:${start}` : `:${start.replace(/Z?$/, "Z")}`;
  const text = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART${value}\nRRULE:${rule}\nEND:VEVENT\nEND:VCALENDAR`;
  const [event] = Object.values(nodeIcal().sync.parseICS(text)).filter(({ type }) => type === "VEVENT");
  const dates: string[] = [];
  event?.rrule?.all((date) => {
    dates.push(written(date.getTime(), start));
    return dates.length < count;
  });
  return dates;
}

interface NodeIcalEvent {
  type: string;
  start?: Date;
  rrule?: { all(each: (date: Date) => boolean): Date[] };
}

interface NodeIcal {
  sync: { parseICS(text: string): Record<string, NodeIcalEvent> };
  expandRecurringEvent(event: NodeIcalEvent, options: object): unknown[];
}

const nodeIcal = () => load("node-ical") as NodeIcal;

function byNodeIcal(file: string): number {
  const library = nodeIcal();
  return Object.values(library.sync.parseICS(readFileSync(file, "utf8")))
    .filter(({ type }) => type === "VEVENT")
    .reduce((sum, event) => sum + library.expandRecurringEvent(event, { from, to, expandOngoing: true }).length, 0);
}

/** The way its documentation shows: series with their exceptions, the file's own zones. */
function byIcalJs(file: string): number {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")) as unknown[]);
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  const masters = events.filter((event) => !event.isRecurrenceException());
  let count = 0;
  for (const event of masters) {
    for (const other of events) {
      if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    }
    count += event.isRecurring() ? countSeries(event) : Number(isWithin(event.startDate, event.endDate));
  }
  return count;
}

function countSeries(event: ICAL.Event): number {
  const iterator = event.iterator();
  let count = 0;
  for (let next = iterator.next(); next && next.toJSDate() < to; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    count += Number(isWithin(startDate, endDate));
  }
  return count;
}

const isWithin = (start: ICAL.Time, end: ICAL.Time) => start.toJSDate() < to && end.toJSDate() >= from;

parentPort?.postMessage(answer(engine, task));
