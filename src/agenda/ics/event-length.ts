import { dayMs } from "../recurrence/wall-time.ts";
import { instantOf } from "../zones/zone.ts";
import { isPlausible, type Length, parseDuration } from "./duration.ts";
import type { EventTime } from "./event.ts";
import { instantOfTime, PropertyError, type ReadContext, timeOf } from "./event-time.ts";
import type { Property } from "./property.ts";

interface Given {
  first(name: string): Property | undefined;
}

const nothing: Length = { days: 0, exactMs: 0 };
const oneDay: Length = { days: 1, exactMs: 0 };

/** How long an event is (RFC 5545 §3.6.1): by DTEND exactly so long, by DURATION with days of the calendar. */
export function readLength(properties: Given, start: EventTime, context: ReadContext) {
  const end = properties.first("DTEND");
  const duration = properties.first("DURATION");
  if (end !== undefined) return { length: untilEnd(end, start, context), hasLength: true };
  if (duration !== undefined) return { length: lasting(duration, start, context), hasLength: true };
  return { length: start.dateOnly ? oneDay : nothing, hasLength: false };
}

function untilEnd(property: Property, start: EventTime, context: ReadContext): Length {
  const end = timeOf(property, context, start.zone);
  if (start.dateOnly) {
    const days = Math.ceil((end.wall - start.wall) / dayMs);
    if (days < 0) context.note(property, "the event ends before it starts; shown as one day");
    return { days: bounded(property, Math.max(1, days) * dayMs) / dayMs, exactMs: 0 };
  }
  const endInstant = end.dateOnly ? instantOf(start.zone, end.wall) : instantOfTime(end);
  const exactMs = endInstant - instantOfTime(start);
  if (exactMs < 0) context.note(property, "the event ends before it starts; shown without length");
  return { days: 0, exactMs: bounded(property, Math.max(0, exactMs)) };
}

function lasting(property: Property, start: EventTime, context: ReadContext): Length {
  const length = parseDuration(property.value);
  if (length === null) {
    if (!/^\s*-/.test(property.value)) {
      const shown = JSON.stringify(property.value.slice(0, 40));
      throw new PropertyError("DURATION", property.line, `${shown} is not a length that a booking can have`);
    }
    context.note(property, "the length is negative; shown without length");
    return start.dateOnly ? oneDay : nothing;
  }
  if (!start.dateOnly) return length;
  return { days: Math.max(1, length.days + Math.ceil(length.exactMs / dayMs)), exactMs: 0 };
}

function bounded(property: Property, exactMs: number): number {
  if (isPlausible(exactMs)) return exactMs;
  throw new PropertyError(property.name, property.line, "no booking lasts longer than ten years");
}
