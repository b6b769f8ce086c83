import type { BookingFields, CalendarBooking } from "../../calendar-booking.ts";
import { parseMoment } from "../../ics/moment.ts";
import { Unreadable } from "../../ics/unreadable.ts";
import { startOfDay } from "../../recurrence/wall-time.ts";
import { knownZone } from "../../zones/find-zone.ts";
import { instantOf, utc, wallAt, type Zone } from "../../zones/zone.ts";
import { type JsonObject, objectIn, textIn } from "../json-object.ts";

/**
 * A booking from an event of Microsoft Graph (v1.0, event resource, in a calendarView). Null for what is not one: cancelled,
 * declined by the room, a draft, or the pattern of a series.
 * @throws Unreadable when it has no time
 */
export function graphBooking(event: JsonObject, room: Zone): CalendarBooking | null {
  const answer = textIn(objectIn(event, "responseStatus"), "response");
  const type = textIn(event, "type");
  if (event.isCancelled === true || event.isDraft === true || answer === "declined" || type === "seriesMaster")
    return null;
  const allDay = event.isAllDay === true;
  const start = timeOf(objectIn(event, "start"), allDay, room);
  const end = timeOf(objectIn(event, "end"), allDay, room);
  if (start === null || end === null) throw new Unreadable("the event has no start or end");
  const organizer = objectIn(objectIn(event, "organizer"), "emailAddress");
  const showAs = textIn(event, "showAs");
  return {
    uid: seriesUid(textIn(event, "iCalUId")) || textIn(event, "id"),
    occurrence: type === "occurrence" || type === "exception" ? originalOf(event, start) : "single",
    title: textIn(event, "subject", 1000),
    organiser: textIn(organizer, "name", 200) || textIn(organizer, "address", 200) || null,
    start: iso(start),
    end: iso(Math.max(start, end)),
    allDay,
    status: showAs === "tentative" || answer === "tentativelyAccepted" ? "tentative" : "confirmed",
    private: ["private", "confidential", "personal"].includes(textIn(event, "sensitivity")),
    busy: showAs !== "free",
    fields: fieldsOf(event),
  };
}

/**
 * The UID that all occurrences of a series share. Exchange writes the day of the occurrence into the bytes 16 to 19 of its
 * identifier (MS-OXOCAL 2.2.1.27); the series has zeros there, as has the UID in calendar files.
 */
export function seriesUid(iCalUId: string): string {
  if (!/^040000008200E00074C5B7101A82E008[0-9A-F]{8}/i.test(iCalUId)) return iCalUId;
  return `${iCalUId.slice(0, 32)}00000000${iCalUId.slice(40)}`;
}

function originalOf(event: JsonObject, start: number): string {
  const original = parseMoment(textIn(event, "originalStart"));
  if (original === null) return iso(start);
  return iso(original.kind === "utc" ? original.instant : original.wall);
}

/** Whole days are days of the room, whatever zone Graph names beside them. */
function timeOf(time: JsonObject, allDay: boolean, room: Zone): number | null {
  const moment = parseMoment(textIn(time, "dateTime"));
  if (moment === null) return null;
  const wall = moment.kind === "utc" ? wallAt(utc, moment.instant) : moment.wall;
  if (allDay) return instantOf(room, startOfDay(wall));
  return moment.kind === "utc" ? moment.instant : instantOf(knownZone(textIn(time, "timeZone")) ?? utc, wall);
}

function fieldsOf(event: JsonObject): BookingFields {
  const conference: Record<string, string> = {};
  const online = objectIn(event, "onlineMeeting");
  if (Object.keys(online).length > 0) conference.ONLINEMEETING = JSON.stringify(online).slice(0, 20_000);
  const external = textIn(event, "onlineMeetingUrl", 4000);
  if (external !== "") conference["X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"] = external;
  const body = objectIn(event, "body");
  const content = textIn(body, "content", 100_000);
  const html = textIn(body, "contentType").toLowerCase() === "html";
  const location = objectIn(event, "location");
  return {
    location: [textIn(location, "displayName", 2000), textIn(location, "locationUri", 2000)]
      .filter((text) => text !== "")
      .join("\n"),
    description: html ? "" : content || textIn(event, "bodyPreview", 1000),
    html: html ? content : "",
    url: "",
    conference,
  };
}

const iso = (instant: number) => new Date(instant).toISOString();
