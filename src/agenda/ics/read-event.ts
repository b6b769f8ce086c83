import { CalendarError } from "../../domain/errors.ts";
import { parseRule } from "../recurrence/parse-rule.ts";
import type { Component } from "./components.ts";
import type { CalendarEvent } from "./event.ts";
import { readExceptDates, readExtraDates, readReplaced } from "./event-dates.ts";
import { readDetails } from "./event-details.ts";
import { readLength } from "./event-length.ts";
import { asAllDay, PropertyError, type ReadContext, timeOf } from "./event-time.ts";
import { parseMoment } from "./moment.ts";
import type { Property } from "./property.ts";
import { textOf } from "./text.ts";

/**
 * Reads one VEVENT.
 * @throws PropertyError naming property and line when it cannot be shown
 */
export function readEvent(component: Component, context: ReadContext): CalendarEvent {
  const properties = new Properties(component);
  const written = properties.first("DTSTART");
  if (written === undefined) throw new PropertyError("DTSTART", component.line, "the event has no start");
  const start = timeOf(written, context, context.room);
  const flagged = /^\s*TRUE/i.test(
    (properties.first("X-MICROSOFT-CDO-ALLDAYEVENT") ?? properties.first("X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT"))
      ?.value ?? "",
  );
  const { length, hasLength } = readLength(properties, start, context);
  const days = flagged && !start.dateOnly ? asAllDay(start, length, context.room) : null;
  const event = {
    start: days?.start ?? start,
    length: days?.length ?? length,
    hasLength,
    uid: identity(properties, start.wall),
    line: component.line,
    sequence: wholeNumber(properties.first("SEQUENCE")),
    stamp: stampOf(properties.first("DTSTAMP")),
    modified: stampOf(properties.first("LAST-MODIFIED")),
  };
  return {
    ...event,
    replaces: readReplaced(properties, event.start, context),
    rules: readRules(properties, "RRULE", context),
    exceptRules: readRules(properties, "EXRULE", context),
    extraDates: readExtraDates(properties, event.start, context),
    exceptDates: readExceptDates(properties, event.start, context),
    ...readDetails(properties),
  };
}

/** The properties of one event by name. */
class Properties {
  readonly #component: Component;

  constructor(component: Component) {
    this.#component = component;
  }

  first(name: string): Property | undefined {
    return this.#component.properties.find((property) => property.name === name);
  }

  all(name: string): Property[] {
    return this.#component.properties.filter((property) => property.name === name);
  }
}

function readRules(properties: Properties, name: string, context: ReadContext) {
  return properties.all(name).flatMap((property) => {
    if (property.value.trim() === "") return [];
    try {
      return [parseRule(property.value)];
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      context.note(property, `${error.message}; what it adds is not shown`);
      return [];
    }
  });
}

/** The UID, or a stand-in made of what the event is: two events without UID are two events. */
function identity(properties: Properties, start: number): string {
  const uid = textOf(properties.first("UID"), 1000);
  if (uid !== "") return uid;
  return `no-uid:${start}:${textOf(properties.first("SUMMARY"), 100)}`;
}

function wholeNumber(property: Property | undefined): number {
  const value = property?.value.trim() ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : 0;
}

function stampOf(property: Property | undefined): number {
  const moment = property === undefined ? null : parseMoment(property.value);
  if (moment === null) return 0;
  return moment.kind === "utc" ? moment.instant : moment.wall;
}
