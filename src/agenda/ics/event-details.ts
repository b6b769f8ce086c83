import type { BookingFields } from "../calendar-booking.ts";
import type { CalendarEvent } from "./event.ts";
import type { Property } from "./property.ts";
import { textOf } from "./text.ts";
import { conferenceProperties } from "./wanted-properties.ts";

interface Given {
  first(name: string): Property | undefined;
  all(name: string): Property[];
}

type Details = Pick<CalendarEvent, "cancelled" | "tentative" | "private" | "busy" | "title" | "organiser" | "fields">;

/** Everything of an event that is not about when. */
export function readDetails(properties: Given): Details {
  const word = (name: string) => properties.first(name)?.value.trim().toUpperCase();
  const status = word("STATUS");
  // Outlook's own word weighs more than STATUS and TRANSP (MS-OXCICAL 2.1.3.1.1.20.31).
  const outlook = word("X-MICROSOFT-CDO-BUSYSTATUS");
  const visibility = word("CLASS");
  return {
    cancelled: status === "CANCELLED" || status === "CANCELED",
    tentative: outlook === "TENTATIVE" || status === "TENTATIVE",
    // A class that is not known is to be treated as private (RFC 5545 §3.8.1.3).
    private: visibility === undefined || visibility === "" ? null : visibility !== "PUBLIC",
    busy: outlook === undefined || outlook === "" ? word("TRANSP") !== "TRANSPARENT" : outlook !== "FREE",
    title: textOf(properties.first("SUMMARY"), 1000),
    organiser: organiserOf(properties.first("ORGANIZER")),
    fields: fieldsOf(properties),
  };
}

function organiserOf(property: Property | undefined): string | null {
  if (property === undefined) return null;
  const name = property.params.get("CN")?.trim().slice(0, 200) ?? "";
  if (name !== "") return name;
  const address = property.value.trim().replace(/^mailto:/i, "");
  return address === "" ? null : address.slice(0, 200);
}

function fieldsOf(properties: Given): BookingFields {
  const conference: Record<string, string | string[]> = {};
  for (const name of conferenceProperties) {
    const values = properties
      .all(name)
      .slice(0, 10)
      .map((property) => textOf(property, 4000));
    if (values.length > 0) conference[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return {
    location: textOf(properties.first("LOCATION"), 4000),
    description: textOf(properties.first("DESCRIPTION"), 20_000),
    html: textOf(properties.first("X-ALT-DESC"), 40_000),
    url: textOf(properties.first("URL"), 4000),
    conference,
  };
}
