import type { Source } from "./meetings.ts";
import type { BookingText } from "./types.ts";

/** One text of a booking, before it is read. */
export interface RawText {
  source: Source;
  text: string;
  html: boolean;
}

/** Structured properties in the order in which they are believed; unknown ones come before `URL`, which is often a page. */
const known = [
  "CONFERENCEDATA",
  "ONLINEMEETING",
  "X-MICROSOFT-SKYPETEAMSMEETINGURL",
  "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
  "X-ZOOM-MEETING-URL",
  "CONFERENCE",
  "X-CONFERENCE-URL",
  "X-GOOGLE-CONFERENCE",
  "X-GOOGLE-HANGOUT",
];
const last = ["X-MICROSOFT-ONLINEMEETINGINFORMATION", "X-MICROSOFT-SKYPETEAMSPROPERTIES", "URL"];
/** Texts and people under the name of a property: not structured, or not ours to read. */
const ignored = new Set(
  "X-ALT-DESC DESCRIPTION SUMMARY LOCATION COMMENT ATTENDEE ORGANIZER CONTACT ATTACH X-MICROSOFT-SCHEDULINGSERVICEUPDATEURL".split(
    " ",
  ),
);

/**
 * The texts of a booking in the order in which they are believed. HTML stands before the plain text made from it: only it
 * knows what is struck out.
 */
export function textsOf(booking: BookingText): RawText[] {
  const texts: RawText[] = structuredTexts(booking.conference).map((text) => ({ source: 0, text, html: false }));
  const add = (source: Source, value: unknown, html = false) => {
    if (typeof value === "string" && value.trim() !== "") texts.push({ source, text: value, html });
  };
  add(1, booking.location);
  add(2, booking.title);
  add(3, booking.html, true);
  add(3, booking.description);
  return texts;
}

function structuredTexts(conference: unknown): string[] {
  if (typeof conference === "string" || Array.isArray(conference)) return linesOf(conference);
  if (typeof conference !== "object" || conference === null) return [];
  const names = Object.keys(conference).filter((name) => !ignored.has(name.toUpperCase()));
  const rank = (name: string) => {
    const upper = name.toUpperCase();
    return known.includes(upper) ? known.indexOf(upper) - known.length : last.indexOf(upper) + 1;
  };
  names.sort((a, b) => rank(a) - rank(b));
  return names.flatMap((name) => linesOf((conference as Record<string, unknown>)[name]));
}

/** A property's value as lines of text. Objects (also written as JSON) become labelled lines. */
function linesOf(value: unknown): string[] {
  const lines: string[] = [];
  collect(parsedJson(value), lines, 0);
  const text = lines.join("\n").trim();
  return text === "" ? [] : [text];
}

function parsedJson(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value) || value.length > 100_000) return value;
  try {
    return JSON.parse(value);
  } catch {
    // Not JSON after all: a text that begins with a bracket.
    return value;
  }
}

const maxDepth = 6;
const maxLines = 400;

function collect(value: unknown, lines: string[], depth: number): void {
  if (depth > maxDepth || lines.length > maxLines) return;
  if (typeof value === "string") lines.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, lines, depth + 1);
  else if (typeof value === "object" && value !== null) collectObject(value as Record<string, unknown>, lines, depth);
}

/** Google's `conferenceData` (entry points) and Graph's `onlineMeeting`: what is for telephones is left out. */
function collectObject(object: Record<string, unknown>, lines: string[], depth: number): void {
  const type = object.entryPointType;
  if (type === "phone" || type === "more") return;
  lines.push("");
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === "object") collect(value, lines, depth + 1);
    else if (typeof value === "string" || typeof value === "number") lines.push(...labelledLine(name, String(value)));
  }
}

function labelledLine(name: string, value: string): string[] {
  if (/^(?:passcode|password)$/i.test(name)) return [`Passcode: ${value}`];
  if (/^(?:joinMeetingId|meetingCode|meetingId)$/i.test(name)) return [`Meeting ID: ${value}`];
  return /^(?:uri|url|joinUrl|joinWebUrl|link|href|value|onlineMeetingUrl)$/i.test(name) ? [value] : [];
}
