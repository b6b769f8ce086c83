/**
 * Wall time: what a clock on the wall shows, without a zone, as the number of milliseconds that this reading would have
 * if the wall hung in UTC. Plain numbers, so that twenty years of a daily series cost milliseconds, not seconds.
 */
export type WallTime = number;

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export interface CivilDate {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** Days since 1 January 1970 of a date of the proleptic Gregorian calendar (Howard Hinnant's algorithm). */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number. */
export function civilDate(days: number): CivilDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInYear = (year: number) => (isLeapYear(year) ? 366 : 365);
export const daysInMonth = (year: number, month: number) =>
  month === 2 && isLeapYear(year) ? 29 : (lengths[month - 1] ?? 0);

/** Day of the week, 0 = Monday to 6 = Sunday. */
export const weekdayOf = (days: number) => (((days + 3) % 7) + 7) % 7;

export const dayOf = (wall: WallTime) => Math.floor(wall / dayMs);
export const timeOfDayMs = (wall: WallTime) => wall - dayOf(wall) * dayMs;
export const startOfDay = (wall: WallTime) => dayOf(wall) * dayMs;

export function wallTime(date: CivilDate, hour = 0, minute = 0, second = 0): WallTime {
  return dayNumber(date.year, date.month, date.day) * dayMs + hour * hourMs + minute * minuteMs + second * secondMs;
}
