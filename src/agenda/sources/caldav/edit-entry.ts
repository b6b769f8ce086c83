import type { NewBooking } from "../source.ts";

/** Texts of iCalendar (RFC 5545) that the room itself writes. */

/** A new entry, complete. */
export function newEntry({ uid, title, start, end }: NewBooking, nowMs: number): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Roomkeeper//EN",
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(nowMs)}`,
    `DTSTART:${stamp(Date.parse(start))}`,
    `DTEND:${stamp(Date.parse(end))}`,
    `SUMMARY:${escaped(title)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

/**
 * The entry of a series with one occurrence cancelled by a component of its own; null where the end of the calendar is not
 * found. Whether it means what it should is for the reader to say.
 * @param occurrence its original start, ISO
 */
export function withoutOccurrence(text: string, uid: string, occurrence: string, nowMs: number): string | null {
  const end = text.lastIndexOf("END:VCALENDAR");
  if (end < 0) return null;
  const start = stamp(Date.parse(occurrence));
  const cancelled = [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(nowMs)}`,
    `RECURRENCE-ID:${start}`,
    `DTSTART:${start}`,
    "STATUS:CANCELLED",
    "SEQUENCE:1",
    "END:VEVENT",
  ];
  return text.slice(0, end) + cancelled.map((line) => `${folded(line)}\r\n`).join("") + text.slice(end);
}

/** Whether an entry's text holds events of this UID. */
export function hasUid(text: string, uid: string): boolean {
  const lines = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  return lines.some((line) => /^UID[;:]/i.test(line) && unescaped(line.slice(line.indexOf(":") + 1)).trim() === uid);
}

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
const escaped = (text: string) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const unescaped = (text: string) => text.replace(/\\([\\;,])/g, "$1");

/** Lines of at most 75 octets; characters stay whole. */
function folded(line: string): string {
  let length = 0;
  let text = "";
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (length + size > 74) {
      text += "\r\n ";
      length = 1;
    }
    text += character;
    length += size;
  }
  return text;
}
