import { Unreadable } from "../ics/unreadable.ts";
import type { Rule } from "./rule.ts";
import { completeDays, daysOfMonth, daysOfYear, filterDays, matchesDay, startDay, weekYear } from "./rule-days.ts";
import { civilDate, dayMs, dayOf, hourMs, minuteMs, secondMs, timeOfDayMs, type WallTime } from "./wall-time.ts";
import type { WorkBudget } from "./work-budget.ts";

export interface Expansion {
  rule: Rule;
  /** Wall time of DTSTART. */
  start: WallTime;
  /** DTSTART is a DATE: times of day do not count. */
  dateOnly: boolean;
  /** Nothing before this is asked for; null when every occurrence must be seen (COUNT). */
  from: WallTime | null;
  /** Nothing after this is asked for. */
  to: WallTime;
  budget: WorkBudget;
}

/** One period of a rule: days and the times on each of them. The occurrences are all combinations, in order. */
interface Period {
  days: number[];
  hours: number[];
  minutes: number[];
  seconds: number[];
}

/**
 * Streams the wall times of a recurrence rule in order: lazily and in bounded memory, so that a rule that names thirty
 * million seconds a year costs no more than what is taken of it. COUNT and UNTIL are the caller's, who knows the zone.
 * @throws Unreadable when the budget is spent, or the rule makes no sense for an all-day event
 */
export function* expandRule(expansion: Expansion): Generator<WallTime> {
  const { start, from, to } = expansion;
  const first = from === null ? start : Math.max(start, from);
  const rule = completeDays(expansion.rule, startDay(dayOf(start)));
  let last = Number.NEGATIVE_INFINITY;
  for (const period of periods({ ...expansion, rule })) {
    for (const wall of occurrences(period, rule.positions, expansion.budget)) {
      if (wall > to) return;
      // A day that was moved out of its month (SKIP) may be another month's own.
      if (wall >= first && wall > last) yield wall;
      last = Math.max(last, wall);
    }
  }
}

function* periods(expansion: Expansion): Generator<Period> {
  switch (expansion.rule.frequency) {
    case "YEARLY":
    case "MONTHLY":
      return yield* monthPeriods(expansion);
    case "WEEKLY":
    case "DAILY":
      return yield* dayPeriods(expansion);
    case "HOURLY":
    case "MINUTELY":
    case "SECONDLY":
      return yield* clockPeriods(expansion);
  }
}

/** First index, in steps of `interval` from `start`, whose period may hold `from`. */
function firstIndex(start: number, from: number, interval: number): number {
  return start + Math.max(0, Math.floor((from - 1 - start) / interval)) * interval;
}

function* monthPeriods({ rule, start, dateOnly, from, to, budget }: Expansion): Generator<Period> {
  const yearly = rule.frequency === "YEARLY";
  const indexOf = (wall: WallTime) => {
    const { year, month } = civilDate(dayOf(wall));
    if (!yearly) return year * 12 + month - 1;
    return rule.weekNumbers.length > 0 ? weekYear(dayOf(wall), rule.weekStart) : year;
  };
  const times = timesOfDay(rule, start, dateOnly);
  const last = indexOf(to) + 1;
  const begin = indexOf(start);
  for (let index = firstIndex(begin, indexOf(from ?? start), rule.interval); index <= last; index += rule.interval) {
    budget.spend(yearly ? 8 : 1);
    yield { days: yearly ? daysOfYear(rule, index) : daysOfMonth(rule, index), ...times };
  }
}

function* dayPeriods({ rule, start, dateOnly, from, to, budget }: Expansion): Generator<Period> {
  const weekly = rule.frequency === "WEEKLY";
  const length = weekly ? 7 : 1;
  const startDayNumber = dayOf(start);
  const begin = weekly ? startDayNumber - ((((startDayNumber + 3 - rule.weekStart) % 7) + 7) % 7) : startDayNumber;
  const times = timesOfDay(rule, start, dateOnly);
  const step = rule.interval * length;
  for (let day = firstIndex(begin, dayOf(from ?? start) - length, step); day <= dayOf(to); day += step) {
    const days = filterDays(rule, day, length);
    // What a period yields is counted when it is taken.
    if (days.length === 0) budget.spend(1);
    yield { days, ...times };
  }
}

function timesOfDay(rule: Rule, start: WallTime, dateOnly: boolean): Omit<Period, "days"> {
  if (dateOnly) return { hours: [0], minutes: [0], seconds: [0] };
  const time = timeOfDayMs(start);
  return {
    hours: orElse(rule.hours, Math.floor(time / hourMs)),
    minutes: orElse(rule.minutes, Math.floor(time / minuteMs) % 60),
    seconds: orElse(rule.seconds, Math.floor(time / secondMs) % 60),
  };
}

const orElse = (given: number[], value: number) => (given.length > 0 ? given : [value]);

/** HOURLY, MINUTELY, SECONDLY: by the clock on the wall; whole days, hours and minutes that cannot match are skipped. */
function* clockPeriods({ rule, start, dateOnly, from, to, budget }: Expansion): Generator<Period> {
  if (dateOnly) throw new Unreadable(`FREQ=${rule.frequency} makes no sense for an all-day event`);
  const unit = { HOURLY: hourMs, MINUTELY: minuteMs, SECONDLY: secondMs }[rule.frequency as "HOURLY"];
  const begin = Math.floor(start / unit) * unit;
  const step = rule.interval * unit;
  const time = (wall: WallTime) => ({
    hours: [Math.floor(timeOfDayMs(wall) / hourMs)],
    minutes: unit === hourMs ? orElse(rule.minutes, Math.floor(start / minuteMs) % 60) : [minuteOf(wall)],
    seconds: unit === secondMs ? [secondOf(wall)] : orElse(rule.seconds, secondOf(start)),
  });
  let wall = firstIndex(begin, (from ?? start) - unit, step);
  while (wall <= to) {
    budget.spend(1);
    const next = nextPossible(rule, wall, unit);
    if (next > wall) {
      wall += Math.ceil((next - wall) / step) * step;
      continue;
    }
    yield { days: [dayOf(wall)], ...time(wall) };
    wall += step;
  }
}

const minuteOf = (wall: WallTime) => Math.floor(timeOfDayMs(wall) / minuteMs) % 60;
const secondOf = (wall: WallTime) => Math.floor(timeOfDayMs(wall) / secondMs) % 60;

/** `wall` when its period meets the limiting parts, else the start of the next day, hour or minute that may. */
function nextPossible(rule: Rule, wall: WallTime, unit: number): WallTime {
  if (!matchesDay(rule, dayOf(wall))) return (dayOf(wall) + 1) * dayMs;
  const hour = Math.floor(timeOfDayMs(wall) / hourMs);
  if (rule.hours.length > 0 && !rule.hours.includes(hour)) return (Math.floor(wall / hourMs) + 1) * hourMs;
  if (unit === hourMs) return wall;
  if (rule.minutes.length > 0 && !rule.minutes.includes(minuteOf(wall))) {
    return (Math.floor(wall / minuteMs) + 1) * minuteMs;
  }
  if (unit === minuteMs || rule.seconds.length === 0 || rule.seconds.includes(secondOf(wall))) return wall;
  return wall + secondMs;
}

/** All combinations of a period in order, or those that BYSETPOS picks, without ever building the whole set. */
function* occurrences(period: Period, positions: number[], budget: WorkBudget): Generator<WallTime> {
  const { days, hours, minutes, seconds } = period;
  const aDay = hours.length * minutes.length * seconds.length;
  const total = days.length * aDay;
  const at = (index: number) => {
    budget.spend(1);
    const second = index % seconds.length;
    const minute = Math.floor(index / seconds.length) % minutes.length;
    const hour = Math.floor(index / (seconds.length * minutes.length)) % hours.length;
    return (
      (days[Math.floor(index / aDay)] ?? 0) * dayMs +
      (hours[hour] ?? 0) * hourMs +
      (minutes[minute] ?? 0) * minuteMs +
      (seconds[second] ?? 0) * secondMs
    );
  };
  if (positions.length === 0) {
    for (let index = 0; index < total; index++) yield at(index);
    return;
  }
  const indexes = positions.map((position) => (position > 0 ? position - 1 : total + position));
  for (const index of [...new Set(indexes)].sort((a, b) => a - b)) {
    if (index >= 0 && index < total) yield at(index);
  }
}
