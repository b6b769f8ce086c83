import { dayMs, hourMs, minuteMs, secondMs } from "../recurrence/wall-time.ts";

/** Days by the calendar (a day over a clock change is still a day), and exact time. */
export interface Length {
  days: number;
  exactMs: number;
}

/** Nothing booked lasts longer; what claims to is a mistake or an attack. */
const maxMs = 3660 * dayMs;

/** Reads a DURATION (RFC 5545 §3.3.6). Null when it is none; a negative or endless one is none for a booking. */
export function parseDuration(text: string): Length | null {
  const pattern = /^\s*(\+|-)?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?\s*$/i;
  const match = pattern.exec(text);
  if (match === null || match.slice(2).every((part) => part === undefined)) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const days = part(2) * 7 + part(3);
  const exactMs = part(4) * hourMs + part(5) * minuteMs + part(6) * secondMs;
  if (match[1] === "-" && days + exactMs > 0) return null;
  return days * dayMs + exactMs > maxMs ? null : { days, exactMs };
}

/** Whether an exact length is one that a booking can have. */
export const isPlausible = (exactMs: number) => exactMs <= maxMs;
