import type { Length } from "../ics/duration.ts";
import type { CalendarEvent } from "../ics/event.ts";
import { dayMeant, instantOfTime, lastDayMeant } from "../ics/event-time.ts";
import { Unreadable } from "../ics/unreadable.ts";
import { resolveWall, wallAt, type Zone } from "../zones/zone.ts";
import { expandRule } from "./expand-rule.ts";
import type { Rule } from "./rule.ts";
import { dayMs, startOfDay, timeOfDayMs, type WallTime } from "./wall-time.ts";
import type { WorkBudget } from "./work-budget.ts";

/** One date of a series before exceptions are made of it. */
export interface Candidate {
  wall: WallTime;
  length: Length | null;
}

/** Wall times, in the zone of the series, between which its dates are wanted. */
export interface WallWindow {
  from: WallTime;
  to: WallTime;
}

/** No room has more of one series in any window that somebody looks at. */
const maxCandidates = 10_000;
/** What a date that is kept costs, in the steps of one that is only passed. */
const candidateSteps = 20;

/**
 * The dates of a series by their key: DTSTART, RRULE and RDATE, less EXRULE and EXDATE (RFC 5545 §3.8.5).
 * @throws Unreadable when there are too many
 */
export function candidatesOf(
  event: CalendarEvent,
  window: WallWindow,
  room: Zone,
  budget: WorkBudget,
): Map<number, Candidate> {
  const found = new Map<number, Candidate>();
  const add = (wall: WallTime, length: Length | null) => {
    budget.spend(candidateSteps);
    if (found.size >= maxCandidates) throw new Unreadable(`the series has more than ${maxCandidates} dates`);
    found.set(keyOf(event, wall), { wall, length });
  };
  const ends = event.rules.map((rule) => lastWall(rule, event, room));
  if (ends.length === 0 || ends.some((end) => event.start.wall <= end)) add(event.start.wall, null);
  for (const rule of event.rules) {
    for (const wall of ruleWalls(rule, event, window, room, budget)) add(wall, null);
  }
  for (const { time, length } of event.extraDates) {
    budget.spend(1);
    add(wallInSeries(event, time.dateOnly && !event.start.dateOnly ? onDay(event, time.wall) : time, room), length);
  }
  removeExceptions(event, found, window, room, budget);
  return found;
}

/** The key of a date: its day for all-day events, else its instant. */
export function keyOf(event: CalendarEvent, wall: WallTime): number {
  return event.start.dateOnly ? wall : resolveWall(event.start.zone, wall).instant;
}

function* ruleWalls(rule: Rule, event: CalendarEvent, window: WallWindow, room: Zone, budget: WorkBudget) {
  const { wall: start, zone, dateOnly } = event.start;
  const to = Math.min(window.to, lastWall(rule, event, room));
  const from = rule.count === null ? window.from : null;
  let counted = 0;
  for (const wall of expandRule({ rule, start, dateOnly, from, to, budget })) {
    // A reading that the clocks skip is no occurrence and does not count (RFC 5545 §3.3.10).
    if (!dateOnly && wall !== start && !resolveWall(zone, wall).exists) continue;
    // DTSTART always counts as the first one, also when the rule does not meet it.
    if (rule.count !== null && counted === 0 && wall !== start) counted = 1;
    if (rule.count !== null && ++counted > rule.count) return;
    if (wall >= window.from) yield wall;
  }
}

/** The last wall time that UNTIL allows, in the zone of the series. */
function lastWall(rule: Rule, event: CalendarEvent, room: Zone): WallTime {
  const { until } = rule;
  if (until === null) return Number.POSITIVE_INFINITY;
  if (event.start.dateOnly) {
    return until.kind === "utc" ? lastDayMeant(until.instant, room) : startOfDay(until.wall);
  }
  // A day on a timed series includes that day: wrongly free is worse than wrongly booked.
  if (until.kind === "date") return until.wall + dayMs - 1;
  return until.kind === "local" ? until.wall : wallAt(event.start.zone, until.instant);
}

function removeExceptions(
  event: CalendarEvent,
  found: Map<number, Candidate>,
  window: WallWindow,
  room: Zone,
  budget: WorkBudget,
): void {
  const days = new Set<WallTime>();
  for (const time of event.exceptDates) {
    budget.spend(1);
    if (event.start.dateOnly) found.delete(dayMeant(time, room));
    else if (time.dateOnly) days.add(time.wall);
    else found.delete(instantOfTime(time));
  }
  if (days.size > 0) {
    for (const [key, { wall }] of found) if (days.has(startOfDay(wall))) found.delete(key);
  }
  for (const rule of event.exceptRules) {
    for (const wall of ruleWalls(rule, event, window, room, budget)) found.delete(keyOf(event, wall));
  }
}

function onDay(event: CalendarEvent, day: WallTime) {
  return { wall: day + timeOfDayMs(event.start.wall), zone: event.start.zone, dateOnly: false };
}

/** A time as the clock in the zone of the series shows it. */
function wallInSeries(event: CalendarEvent, time: CalendarEvent["start"], room: Zone): WallTime {
  if (event.start.dateOnly) return dayMeant(time, room);
  return time.zone === event.start.zone ? time.wall : wallAt(event.start.zone, instantOfTime(time));
}
