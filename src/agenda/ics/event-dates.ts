import { CalendarError } from "../../domain/errors.ts";
import { isPlausible, type Length, parseDuration } from "./duration.ts";
import type { EventTime, ExtraDate, Replaced } from "./event.ts";
import { instantOfTime, PropertyError, type ReadContext, readTime, timeOf, withWholeZone } from "./event-time.ts";
import { parseMoment } from "./moment.ts";
import type { Property } from "./property.ts";
import { Unreadable } from "./unreadable.ts";

interface Given {
  first(name: string): Property | undefined;
  all(name: string): Property[];
}

/** RECURRENCE-ID: which occurrence the event replaces, and whether all later ones too. */
export function readReplaced(properties: Given, start: EventTime, context: ReadContext): Replaced | null {
  const property = properties.first("RECURRENCE-ID");
  if (property === undefined) return null;
  const time = timeOf(property, context, start.dateOnly ? context.room : start.zone);
  const floating = !time.dateOnly && !property.params.has("TZID") && parseMoment(property.value)?.kind === "local";
  return { time, floating, andFuture: property.params.get("RANGE")?.toUpperCase() === "THISANDFUTURE" };
}

export function readExceptDates(properties: Given, start: EventTime, context: ReadContext): EventTime[] {
  return properties
    .all("EXDATE")
    .map(withWholeZone)
    .flatMap((property) => eachItem(property, context, (item) => readTime(property, item, context, start.zone)));
}

/** RDATE: times, days or periods. */
export function readExtraDates(properties: Given, start: EventTime, context: ReadContext): ExtraDate[] {
  return properties
    .all("RDATE")
    .map(withWholeZone)
    .flatMap((property) =>
      eachItem(property, context, (item) => {
        const [first = "", last] = item.split("/");
        const time = readTime(property, first, context, start.zone);
        return { time, length: last === undefined ? null : periodLength(property, time, last, context) };
      }),
    );
}

function periodLength(property: Property, time: EventTime, last: string, context: ReadContext): Length {
  const length = parseDuration(last);
  if (length !== null) return length;
  const exactMs = instantOfTime(readTime(property, last, context, time.zone)) - instantOfTime(time);
  if (exactMs < 0 || !isPlausible(exactMs)) throw new Unreadable("the period ends before it starts, or never");
  return { days: 0, exactMs };
}

/** More dates than any series of a room has. */
const maxItems = 20_000;

/** Reads a list of dates; one that cannot be read is named and passed over. */
function eachItem<T>(property: Property, context: ReadContext, read: (item: string) => T): T[] {
  if (property.value.length > maxItems * 16) {
    throw new PropertyError(property.name, property.line, `more than ${maxItems} dates`);
  }
  return property.value
    .replaceAll("\\", "")
    .split(",")
    .flatMap((item) => {
      if (item.trim() === "") return [];
      try {
        return [read(item)];
      } catch (error) {
        if (!(error instanceof CalendarError)) throw error;
        context.note(property, error.message);
        return [];
      }
    });
}
