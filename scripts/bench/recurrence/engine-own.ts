import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { parseMoment } from "../../../src/agenda/ics/moment.ts";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";
import { expandRule } from "../../../src/agenda/recurrence/expand-rule.ts";
import { parseRule } from "../../../src/agenda/recurrence/parse-rule.ts";
import type { RuleEnd } from "../../../src/agenda/recurrence/rule.ts";
import { dayMs } from "../../../src/agenda/recurrence/wall-time.ts";
import { WorkBudget } from "../../../src/agenda/recurrence/work-budget.ts";
import type { EngineJob } from "./engine.ts";

const { task } = workerData as EngineJob;
const answer = () => {
  if (task.kind === "rule") return datesOf(task.rule, task.start, task.count);
  if (task.kind === "calendar") return occurrencesIn(task.file);
  return timeOldSeries();
};

function datesOf(text: string, written: string, count: number): string[] {
  const start = parseMoment(written);
  const rule = parseRule(text);
  if (start === null) return [];
  const wall = start.kind === "utc" ? start.instant : start.wall;
  const dateOnly = start.kind === "date";
  const to = Math.min(Date.UTC(2400, 0), lastOf(rule.until, dateOnly));
  const dates: string[] = [];
  for (const date of expandRule({ rule, start: wall, dateOnly, from: null, to, budget: new WorkBudget(2_000_000) })) {
    if (rule.count !== null && dates.length === rule.count) break;
    const compact = new Date(date).toISOString().slice(0, 19).replace(/[-:]/g, "");
    dates.push(dateOnly ? compact.slice(0, 8) : compact + (written.endsWith("Z") ? "Z" : ""));
    if (dates.length === count) break;
  }
  return dates;
}

function lastOf(until: RuleEnd | null, dateOnly: boolean): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  if (until.kind === "utc") return until.instant;
  return until.kind === "date" && !dateOnly ? until.wall + dayMs - 1 : until.wall;
}

function occurrencesIn(file: string): number {
  const options = { zone: "Europe/Berlin", from: "2009-12-31T23:00:00Z", to: "2025-12-31T23:00:00Z" };
  return readCalendar(readFileSync(file), options).bookings.length;
}

function timeOldSeries(): number {
  const text = [
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Berlin:20060601T090000\r\nDURATION:PT1H",
    "RRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  ].join("\r\n");
  const run = () => {
    const startedMs = performance.now();
    readCalendar(text, { zone: "Europe/Berlin", from: "2006-06-01T00:00:00Z", to: "2026-06-01T00:00:00Z" });
    return performance.now() - startedMs;
  };
  return median([run(), run(), run(), run(), run()].slice(1));
}

const median = (values: number[]) => Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);

parentPort?.postMessage(answer());
