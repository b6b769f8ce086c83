import type { Rule } from "./rule.ts";
import { civilDate, dayNumber, daysInMonth, daysInYear, weekdayOf } from "./wall-time.ts";

/** The day of DTSTART, from which a rule takes what it does not say itself (RFC 5545 §3.3.10). */
interface StartDay {
  day: number;
  month: number;
  monthDay: number;
  weekday: number;
}

export function startDay(day: number): StartDay {
  const { month, day: monthDay } = civilDate(day);
  return { day, month, monthDay, weekday: weekdayOf(day) };
}

/** A rule whose silent parts are filled from DTSTART, so that each of its periods can be worked out alone. */
export function completeDays(rule: Rule, start: StartDay): Rule {
  const { months, weekNumbers, yearDays, monthDays, days, frequency } = rule;
  const sameWeekday = [{ weekday: start.weekday, nth: 0 }];
  const silent = yearDays.length + monthDays.length + days.length === 0;
  if (frequency === "WEEKLY") return silent ? { ...rule, days: sameWeekday } : rule;
  if (frequency !== "YEARLY" && frequency !== "MONTHLY") return rule;
  if (weekNumbers.length > 0) return silent ? { ...rule, days: sameWeekday } : rule;
  if (frequency === "MONTHLY") return silent ? { ...rule, monthDays: [start.monthDay] } : rule;
  const sameMonth = months.length > 0 ? months : [start.month];
  if (silent) return { ...rule, months: sameMonth, monthDays: [start.monthDay] };
  return monthDays.length > 0 && days.length + yearDays.length === 0 ? { ...rule, months: sameMonth } : rule;
}

/** The days of one year that a completed YEARLY rule names, in order. With BYWEEKNO it is the year of the weeks. */
export function daysOfYear(rule: Rule, year: number): number[] {
  if (rule.weekNumbers.length === 0) {
    const found = filterDays(rule, dayNumber(year, 1, 1), daysInYear(year));
    return rule.skip === "omit" ? found : inOrder([...found, ...skippedInYear(rule, year)]);
  }
  const weeks = weeksInYear(year, rule.weekStart);
  const first = firstWeek(year, rule.weekStart);
  const numbers = new Set(rule.weekNumbers.map((week) => (week > 0 ? week : weeks + week + 1)));
  return [...numbers]
    .filter((week) => week >= 1 && week <= weeks)
    .sort((a, b) => a - b)
    .flatMap((week) => filterDays({ ...rule, weekNumbers: [] }, first + (week - 1) * 7, 7));
}

/** `month` counts from 0 = January of the year 0. */
export function daysOfMonth(rule: Rule, month: number): number[] {
  const year = Math.floor(month / 12);
  const monthOfYear = month - year * 12 + 1;
  if (rule.months.length > 0 && !rule.months.includes(monthOfYear)) return [];
  const found = filterDays(rule, dayNumber(year, monthOfYear, 1), daysInMonth(year, monthOfYear));
  return rule.skip === "omit" ? found : inOrder([...found, ...skippedInMonth(rule, year, monthOfYear)]);
}

const inOrder = (days: number[]) => [...new Set(days)].sort((a, b) => a - b);

/** Days of the month that this month has not, where they go instead. With weekdays beside them they go nowhere. */
function skippedInMonth({ skip, monthDays, days }: Rule, year: number, month: number): number[] {
  if (days.length > 0) return [];
  return skipped(monthDays, dayNumber(year, month, 1), daysInMonth(year, month), skip);
}

function skippedInYear(rule: Rule, year: number): number[] {
  const { skip, yearDays, months, monthDays } = rule;
  if (yearDays.length > 0) return skipped(yearDays, dayNumber(year, 1, 1), daysInYear(year), skip);
  const wanted = months.length > 0 ? months : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  return monthDays.length === 0 ? [] : wanted.flatMap((month) => skippedInMonth(rule, year, month));
}

/** Positions beyond a period of `size` days from `first`: the day before the gap, or after it. */
function skipped(positions: number[], first: number, size: number, skip: Rule["skip"]): number[] {
  return positions.flatMap((position) => {
    if (position > size) return [skip === "backward" ? first + size - 1 : first + size];
    return position < -size ? [skip === "backward" ? first - 1 : first] : [];
  });
}

/** The days among `count` ones from `first` on that meet every day part of the rule. */
export function filterDays(rule: Rule, first: number, count: number): number[] {
  const found: number[] = [];
  for (let day = first; day < first + count; day++) if (matchesDay(rule, day)) found.push(day);
  return found;
}

export function matchesDay(rule: Rule, day: number): boolean {
  const { year, month, day: monthDay } = civilDate(day);
  if (rule.months.length > 0 && !rule.months.includes(month)) return false;
  if (!matchesCounted(rule.monthDays, monthDay, daysInMonth(year, month))) return false;
  const january = dayNumber(year, 1, 1);
  if (!matchesCounted(rule.yearDays, day - january + 1, daysInYear(year))) return false;
  if (rule.days.length > 0 && !matchesWeekday(rule, day, monthDay, year, month)) return false;
  return rule.weekNumbers.length === 0 || matchesWeek(rule, day);
}

/** Numbers that count from the start (positive) or from the end (negative); none given: everything matches. */
function matchesCounted(wanted: number[], position: number, size: number): boolean {
  return wanted.length === 0 || wanted.includes(position) || wanted.includes(position - size - 1);
}

function matchesWeekday(rule: Rule, day: number, monthDay: number, year: number, month: number): boolean {
  const weekday = weekdayOf(day);
  const yearly = rule.frequency === "YEARLY" && rule.months.length === 0;
  const ordinal = rule.frequency === "MONTHLY" || rule.frequency === "YEARLY";
  const position = yearly ? day - dayNumber(year, 1, 1) : monthDay - 1;
  const size = yearly ? daysInYear(year) : daysInMonth(year, month);
  const fromStart = Math.floor(position / 7) + 1;
  const fromEnd = -Math.floor((size - 1 - position) / 7) - 1;
  return rule.days.some(
    ({ weekday: wanted, nth }) => wanted === weekday && (nth === 0 || !ordinal || nth === fromStart || nth === fromEnd),
  );
}

function matchesWeek(rule: Rule, day: number): boolean {
  const year = weekYear(day, rule.weekStart);
  const week = Math.floor((day - firstWeek(year, rule.weekStart)) / 7) + 1;
  return matchesCounted(rule.weekNumbers, week, weeksInYear(year, rule.weekStart));
}

/** The first day of week 1: the first week with at least four days in the year. */
function firstWeek(year: number, weekStart: number): number {
  const january = dayNumber(year, 1, 1);
  const intoWeek = (weekdayOf(january) - weekStart + 7) % 7;
  return january - intoWeek + (intoWeek > 3 ? 7 : 0);
}

const weeksInYear = (year: number, weekStart: number) =>
  (firstWeek(year + 1, weekStart) - firstWeek(year, weekStart)) / 7;

/** The year to whose weeks a day belongs: its own or a neighbour. */
export function weekYear(day: number, weekStart: number): number {
  const { year } = civilDate(day);
  if (day < firstWeek(year, weekStart)) return year - 1;
  return day >= firstWeek(year + 1, weekStart) ? year + 1 : year;
}
