import type { CalendarEvent } from "../ics/event.ts";
import { dayMeant, instantOfTime } from "../ics/event-time.ts";
import { instantOf, utc, wallAt, type Zone } from "../zones/zone.ts";
import { type Occurrence, overlaps, type Window } from "./occurrence.ts";
import { longestMs, place } from "./placement.ts";
import { type Candidate, candidatesOf, keyOf } from "./rule-set.ts";
import { dayMs, startOfDay, timeOfDayMs, type WallTime } from "./wall-time.ts";
import type { WorkBudget } from "./work-budget.ts";

/** What one UID stands for: the series (or single event), and the events that replace some of its occurrences. */
export interface Series {
  master: CalendarEvent | null;
  overrides: CalendarEvent[];
}

/** A change of one occurrence and all later ones (RANGE=THISANDFUTURE). */
interface Shift {
  key: number;
  event: CalendarEvent;
  /** Clock time by which occurrences move. */
  byMs: number;
}

/** An override with the key of the occurrence that it replaces. */
interface Replacement {
  key: number;
  event: CalendarEvent;
}

/** How far a change of "this and future" can carry occurrences into a window from outside. */
const maxShiftMs = 400 * dayMs;

/**
 * The occurrences of one series that overlap a window.
 * @throws Unreadable when the series costs too much
 */
export function occurrencesOf(series: Series, window: Window, room: Zone, budget: WorkBudget): Occurrence[] {
  const { master } = series;
  const found = master === null ? orphans(series.overrides) : masterAndOverrides(master, series, window, room, budget);
  return found.filter((occurrence) => overlaps(occurrence, window));
}

/** Replacements whose series the room was never sent: each is a booking of its own. */
function orphans(overrides: CalendarEvent[]): Occurrence[] {
  return overrides.filter((event) => !event.cancelled).map((event) => asWritten(event, originalOf(event)));
}

const originalOf = (event: CalendarEvent) => (event.replaces === null ? null : instantOfTime(event.replaces.time));

function asWritten(event: CalendarEvent, original: number | null): Occurrence {
  return { event, original, ...place(event.start, event.start.wall, event.length) };
}

function masterAndOverrides(
  master: CalendarEvent,
  { overrides }: Series,
  window: Window,
  room: Zone,
  budget: WorkBudget,
): Occurrence[] {
  if (master.cancelled) return orphans(overrides.filter((event) => event.sequence > master.sequence));
  if (!repeats(master) && overrides.length === 0) return [asWritten(master, null)];
  const located = overrides.map((event) => ({ key: replacedKey(master, event, room), event: inherit(event, master) }));
  const shifts = shiftsOf(master, located);
  const slack = shifts.reduce((most, { byMs, event }) => Math.max(most, Math.abs(byMs) + longestMs(event.length)), 0);
  const candidates = candidatesOf(master, wallWindow(master, window, room, slack), room, budget);
  const days = byDay(candidates);
  const replaced = new Set(located.map(({ key, event }) => matchedKey(key, event, candidates, days)));
  const occurrences: Occurrence[] = [];
  for (const [key, candidate] of candidates) {
    if (replaced.has(key)) continue;
    const occurrence = ofCandidate(master, key, candidate, shifts);
    if (occurrence !== null) occurrences.push(occurrence);
  }
  for (const { key, event } of located) {
    if (event.cancelled || isStale(event, key, master, room, budget)) continue;
    occurrences.push(asWritten(event, originalOf(event)));
  }
  return occurrences;
}

const repeats = (event: CalendarEvent) => event.rules.length + event.extraDates.length > 0;

/** What a replacement leaves out it has from its series; above all the wish for privacy. */
function inherit(event: CalendarEvent, master: CalendarEvent): CalendarEvent {
  return {
    ...event,
    title: event.title === "" ? master.title : event.title,
    organiser: event.organiser ?? master.organiser,
    private: event.private ?? master.private,
    length: event.hasLength || event.start.dateOnly !== master.start.dateOnly ? event.length : master.length,
  };
}

/** The key of the occurrence that a replacement names. */
function replacedKey(master: CalendarEvent, event: CalendarEvent, room: Zone): number {
  const time = event.replaces?.time ?? event.start;
  if (master.start.dateOnly) return dayMeant(time, room);
  if (event.replaces?.floating === true) return keyOf(master, time.wall);
  if (!time.dateOnly) return instantOfTime(time);
  return keyOf(master, time.wall + timeOfDayMs(master.start.wall));
}

/** The days of a timed series, where a replacement names only a day or its midnight. */
function byDay(candidates: Map<number, Candidate>): Map<WallTime, number> {
  return new Map([...candidates].map(([key, { wall }]) => [startOfDay(wall), key]));
}

function matchedKey(
  key: number,
  event: CalendarEvent,
  candidates: Map<number, Candidate>,
  days: Map<WallTime, number>,
) {
  const time = event.replaces?.time;
  if (time === undefined || candidates.has(key) || timeOfDayMs(time.wall) !== 0) return key;
  return days.get(time.wall) ?? key;
}

/** A replacement of an occurrence that the series no longer has, and older than the series: left over from before. */
function isStale(event: CalendarEvent, key: number, master: CalendarEvent, room: Zone, budget: WorkBudget): boolean {
  if (event.sequence >= master.sequence) return false;
  const wall = master.start.dateOnly ? key : wallAt(master.start.zone, key);
  return !candidatesOf(master, { from: wall - dayMs, to: wall + dayMs }, room, budget).has(key);
}

function shiftsOf(master: CalendarEvent, located: Replacement[]): Shift[] {
  return located
    .filter(({ event }) => event.replaces?.andFuture === true)
    .map(({ key, event }) => ({ key, event, byMs: shiftMs(master, key, event) }))
    .sort((a, b) => a.key - b.key);
}

function shiftMs(master: CalendarEvent, key: number, event: CalendarEvent): number {
  const original = master.start.dateOnly ? key : wallAt(master.start.zone, key);
  const moved = event.start.zone === utc ? wallAt(master.start.zone, event.start.wall) : event.start.wall;
  return Math.max(-maxShiftMs, Math.min(maxShiftMs, moved - original));
}

function ofCandidate(master: CalendarEvent, key: number, candidate: Candidate, shifts: Shift[]): Occurrence | null {
  const original = instantOf(master.start.zone, candidate.wall);
  const shift = shifts.findLast((change) => change.key <= key);
  if (shift === undefined) {
    return { event: master, original, ...place(master.start, candidate.wall, candidate.length ?? master.length) };
  }
  if (shift.event.cancelled) return null;
  const start = shift.event.start.zone === utc ? { ...shift.event.start, zone: master.start.zone } : shift.event.start;
  return { event: shift.event, original, ...place(start, candidate.wall + shift.byMs, shift.event.length) };
}

/** The window as the clock of the series shows it, wide enough for what began before and for what is moved. */
function wallWindow(master: CalendarEvent, window: Window, room: Zone, slackMs: number) {
  const zone = master.start.dateOnly ? room : master.start.zone;
  const longest = master.extraDates.reduce(
    (most, { length }) => Math.max(most, length === null ? 0 : longestMs(length)),
    longestMs(master.length),
  );
  const before = longest + slackMs + dayMs;
  return { from: wallAt(zone, window.from) - before, to: wallAt(zone, window.to) + slackMs + dayMs };
}
