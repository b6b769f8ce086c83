import { readCalendar } from "../../../src/agenda/read-calendar.ts";

/** A calendar around these lines; lists are events. */
export function calendar(...parts: (string | string[])[]): string {
  const body = parts.flatMap((part) => (typeof part === "string" ? [part] : ["BEGIN:VEVENT", ...part, "END:VEVENT"]));
  return `${["BEGIN:VCALENDAR", "VERSION:2.0", ...body, "END:VCALENDAR"].join("\r\n")}\r\n`;
}

export const wide = { zone: "Europe/Berlin", from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };

/** Reads and writes each booking shortly: "2026-03-02T09:00Z–10:00Z Title", with the day when the end is on another. */
export function listed(text: string | Uint8Array, options: Partial<typeof wide> = {}): string[] {
  return readCalendar(text, { ...wide, ...options }).bookings.map(({ start, end, title }) => {
    const sameDay = start.slice(0, 10) === end.slice(0, 10);
    const short = (iso: string) => iso.replace(/:00\.000Z$/, "Z");
    return `${short(start)}–${short(sameDay ? end.slice(11) : end)} ${title}`.trim();
  });
}

export const problemsOf = (text: string, options: Partial<typeof wide> = {}) =>
  readCalendar(text, { ...wide, ...options }).problems;
