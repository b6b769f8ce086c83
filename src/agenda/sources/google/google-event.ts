import type { BookingFields, CalendarBooking } from "../../calendar-booking.ts";
import { parseMoment } from "../../ics/moment.ts";
import { Unreadable } from "../../ics/unreadable.ts";
import { ianaZone } from "../../zones/iana-zone.ts";
import { instantOf, utc, type Zone } from "../../zones/zone.ts";
import { asObject, type JsonObject, objectIn, textIn } from "../json-object.ts";

/**
 * A booking from an event of the Google Calendar API (v3, Events resource, with singleEvents=true). Null for what is not one:
 * cancelled, declined by the room, or no meeting at all (working locations).
 * @throws Unreadable when it has no time
 */
export function googleBooking(event: JsonObject, room: Zone): CalendarBooking | null {
  const status = textIn(event, "status");
  const answer = roomsAnswer(event);
  if (status === "cancelled" || answer === "declined" || textIn(event, "eventType") === "workingLocation") return null;
  const start = timeOf(objectIn(event, "start"), room);
  const end = timeOf(objectIn(event, "end"), room);
  if (start === null || end === null) throw new Unreadable("the event has no start or end");
  const organizer = objectIn(event, "organizer");
  const visibility = textIn(event, "visibility");
  return {
    uid: textIn(event, "iCalUID") || textIn(event, "id"),
    occurrence: occurrenceOf(event, start, room),
    title: textIn(event, "summary", 1000),
    organiser: textIn(organizer, "displayName", 200) || textIn(organizer, "email", 200) || null,
    start: iso(start.instant),
    end: iso(Math.max(start.instant, end.instant)),
    allDay: start.allDay,
    status: status === "tentative" || answer === "tentative" ? "tentative" : "confirmed",
    private: visibility === "private" || visibility === "confidential",
    busy: textIn(event, "transparency") !== "transparent",
    fields: fieldsOf(event),
  };
}

/** What the room itself said to the invitation. */
function roomsAnswer(event: JsonObject): string {
  const attendees = Array.isArray(event.attendees) ? event.attendees.map(asObject) : [];
  const self = attendees.find((attendee) => attendee.self === true);
  return self === undefined ? "" : textIn(self, "responseStatus");
}

function occurrenceOf(event: JsonObject, start: { instant: number }, room: Zone): string {
  if (textIn(event, "recurringEventId") === "") return "single";
  const original = timeOf(objectIn(event, "originalStartTime"), room);
  return iso((original ?? start).instant);
}

function timeOf(time: JsonObject, room: Zone): { instant: number; allDay: boolean } | null {
  const date = parseMoment(textIn(time, "date"));
  if (date?.kind === "date") return { instant: instantOf(room, date.wall), allDay: true };
  const moment = parseMoment(textIn(time, "dateTime"));
  if (moment === null || moment.kind === "date") return null;
  if (moment.kind === "utc") return { instant: moment.instant, allDay: false };
  return { instant: instantOf(ianaZone(textIn(time, "timeZone")) ?? utc, moment.wall), allDay: false };
}

function fieldsOf(event: JsonObject): BookingFields {
  const conference: Record<string, string> = {};
  const data = objectIn(event, "conferenceData");
  if (Object.keys(data).length > 0) conference.CONFERENCEDATA = JSON.stringify(data).slice(0, 20_000);
  const hangout = textIn(event, "hangoutLink", 2000);
  if (hangout !== "") conference["X-GOOGLE-HANGOUT"] = hangout;
  return {
    location: textIn(event, "location", 4000),
    description: textIn(event, "description", 40_000),
    html: "",
    url: "",
    conference,
  };
}

const iso = (instant: number) => new Date(instant).toISOString();
