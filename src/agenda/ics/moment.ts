import { dayMs, daysInMonth, minuteMs, type WallTime, wallTime } from "../recurrence/wall-time.ts";

/** A DATE or DATE-TIME as written, before its zone is known. */
export type Moment =
  | { kind: "date"; wall: WallTime }
  | { kind: "local"; wall: WallTime }
  | { kind: "utc"; instant: number };

const pattern =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?(?:\d{2})?)?)?$/i;

/**
 * Reads a DATE or DATE-TIME (RFC 5545 §3.3.4 and §3.3.5). The extended form of ISO 8601 and a numeric offset are not
 * allowed there, but are sent and can mean only one thing.
 * @returns null when it is no date that exists
 */
export function parseMoment(text: string): Moment | null {
  const match = pattern.exec(text.trim());
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const date = { year, month, day };
  if (match[4] === undefined) return { kind: "date", wall: wallTime(date) };
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  const endOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 60) return null;
  const wall = endOfDay ? wallTime(date) + dayMs : wallTime(date, hour, minute, Math.min(second, 59));
  const zone = match[7];
  if (zone === undefined) return { kind: "local", wall };
  return { kind: "utc", instant: wall - offsetOf(zone) };
}

function offsetOf(text: string): number {
  if (text.toUpperCase() === "Z") return 0;
  const digits = text.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5) || 0);
  return (digits.startsWith("-") ? -1 : 1) * minutes * minuteMs;
}
