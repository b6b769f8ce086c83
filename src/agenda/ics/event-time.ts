import { CalendarError } from "../../domain/errors.ts";
import { dayMs, minuteMs, startOfDay, timeOfDayMs, type WallTime } from "../recurrence/wall-time.ts";
import type { FileZones } from "../zones/file-zones.ts";
import { instantOf, utc, wallAt, type Zone } from "../zones/zone.ts";
import type { Length } from "./duration.ts";
import type { EventTime } from "./event.ts";
import { parseMoment } from "./moment.ts";
import type { Property } from "./property.ts";

/** What the reading of an event needs from around it. */
export interface ReadContext {
  room: Zone;
  zones: FileZones;
  /** Names something that is wrong but does not cost the event. */
  note(property: Property, message: string): void;
}

/** An event cannot be read because of this property. */
export class PropertyError extends CalendarError {
  readonly property: string;
  readonly line: number;

  constructor(property: string, line: number, message: string) {
    super("calendar.event", message);
    this.property = property;
    this.line = line;
  }
}

/**
 * The time that a property gives. A time with neither Z nor TZID is read in `floating`: the room's zone, or that of the
 * event's start.
 * @throws PropertyError
 */
export function timeOf(property: Property, context: ReadContext, floating: Zone): EventTime {
  const whole = withWholeZone(property);
  return readTime(whole, whole.value, context, floating);
}

/** Puts a zone's name together whose colon ("UTC+02:00", "tzone://Microsoft/Utc") was not put in quotes. */
export function withWholeZone(property: Property): Property {
  const torn = /^(.*):(\d{8}(?:T\d{4,6}Z?)?(?:[,/].*)?)$/.exec(property.value);
  const tzid = property.params.get("TZID");
  if (torn === null || tzid === undefined) return property;
  return { ...property, params: new Map(property.params).set("TZID", `${tzid}:${torn[1]}`), value: torn[2] ?? "" };
}

export function readTime(property: Property, value: string, context: ReadContext, floating: Zone): EventTime {
  const moment = parseMoment(value);
  if (moment === null) {
    const shown = JSON.stringify(value.slice(0, 40));
    throw new PropertyError(property.name, property.line, `${shown} is not a date that exists`);
  }
  const asDate = moment.kind === "date" || property.params.get("VALUE")?.toUpperCase() === "DATE";
  if (asDate) {
    const wall = moment.kind === "utc" ? moment.instant : moment.wall;
    return { wall: startOfDay(wall), zone: context.room, dateOnly: true };
  }
  if (moment.kind === "utc") return { wall: moment.instant, zone: utc, dateOnly: false };
  const time = { wall: moment.wall, zone: zoneOf(property, context, floating), dateOnly: false };
  // Found out here, where it costs one event, whether the zone can be worked out at all.
  instantOfTime(time);
  return time;
}

function zoneOf(property: Property, context: ReadContext, floating: Zone): Zone {
  const tzid = property.params.get("TZID");
  if (tzid === undefined || tzid.trim() === "") return floating;
  const zone = context.zones.find(tzid);
  if (zone !== null) return zone;
  const shown = JSON.stringify(tzid.slice(0, 60));
  context.note(property, `the time zone ${shown} is neither known nor defined in the file; read in the room's zone`);
  return context.room;
}

export const instantOfTime = (time: EventTime): number => instantOf(time.zone, time.wall);

/**
 * An event that Outlook flags as all-day although it gives times (MS-OXCICAL 2.1.3.1.1.20.28): whole days when it goes from
 * midnight to midnight in its own zone or, given in UTC, in the room's. Null otherwise.
 */
export function asAllDay(start: EventTime, length: Length, room: Zone): { start: EventTime; length: Length } | null {
  const zones = start.zone === utc ? [room, utc] : [start.zone];
  const instant = instantOfTime(start);
  for (const zone of zones) {
    const first = wallAt(zone, instant);
    const last = wallAt(zone, instant + length.exactMs) + length.days * dayMs;
    if (!isMidnight(first) || !isMidnight(last)) continue;
    const days = Math.max(1, Math.round((last - first) / dayMs));
    return { start: { wall: first, zone: room, dateOnly: true }, length: { days, exactMs: 0 } };
  }
  return null;
}

const isMidnight = (wall: WallTime) => timeOfDayMs(wall) === 0;

/**
 * The day that a time of an all-day series means: that of its own clock. In UTC it is some zone's midnight (Exchange writes it
 * so): the room's if it is one there, else the nearest.
 */
export function dayMeant(time: EventTime, room: Zone): WallTime {
  if (time.dateOnly || time.zone !== utc) return startOfDay(time.wall);
  const inRoom = wallAt(room, time.wall);
  return isMidnight(inRoom) ? inRoom : Math.round(time.wall / dayMs) * dayMs;
}

/** The last day that UNTIL allows an all-day series, where it is written in UTC: a midnight as above, or the end of a day. */
export function lastDayMeant(instant: number, room: Zone): WallTime {
  const isLastMinute = (wall: WallTime) => timeOfDayMs(wall) >= dayMs - minuteMs;
  const inRoom = wallAt(room, instant);
  if (isLastMinute(inRoom)) return startOfDay(inRoom);
  return isLastMinute(instant) ? startOfDay(instant) : dayMeant({ wall: instant, zone: utc, dateOnly: false }, room);
}
