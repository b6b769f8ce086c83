import type { Length } from "../ics/duration.ts";
import type { EventTime } from "../ics/event.ts";
import { instantOf } from "../zones/zone.ts";
import { dayMs, type WallTime } from "./wall-time.ts";

/** Start and end of something that is `length` long and starts when the clock of `time`'s zone shows `wall`. */
export function place(time: EventTime, wall: WallTime, length: Length): { start: number; end: number } {
  const start = instantOf(time.zone, wall);
  const end = length.days === 0 ? start : instantOf(time.zone, wall + length.days * dayMs);
  return { start, end: end + length.exactMs };
}

export const longestMs = (length: Length) => length.days * dayMs + length.exactMs;
