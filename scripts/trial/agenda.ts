/** A day's calendar for trying: one meeting to join now and a few to look at. iCalendar (RFC 5545). */

interface Entry {
  title: string;
  startMinutes: number;
  endMinutes: number;
  organiser: string;
  location?: string;
  private?: boolean;
}

/** @param link where the first meeting takes place */
const entries = (link: string): Entry[] => [
  { title: "Design review", startMinutes: 0, endMinutes: 60, organiser: "Ana Lima", location: link },
  {
    title: "Budget",
    startMinutes: 75,
    endMinutes: 105,
    organiser: "Bo Chen",
    location: "https://teams.microsoft.com/l/meetup-join/19%3ameeting_example%40thread.v2/0",
  },
  { title: "Interview", startMinutes: 120, endMinutes: 165, organiser: "Chris Diaz", private: true },
  { title: "Stand-up", startMinutes: 180, endMinutes: 195, organiser: "Ana Lima", location: `${link}-daily` },
];

const quarterMs = 15 * 60_000;

/** @param now milliseconds; the first meeting began with the quarter of an hour that runs */
export function agendaFor(now: number, link: string): string {
  const start = Math.floor(now / quarterMs) * quarterMs;
  const events = entries(link).flatMap((entry, index) => eventLines(entry, index, start));
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roomkeeper//Trial//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${line}\r\n`).join("");
}

function eventLines(entry: Entry, index: number, startOfDayMs: number): string[] {
  const at = (minutes: number) => utc(startOfDayMs + minutes * 60_000);
  return [
    "BEGIN:VEVENT",
    `UID:trial-${index}@roomkeeper.invalid`,
    `DTSTAMP:${at(0)}`,
    `DTSTART:${at(entry.startMinutes)}`,
    `DTEND:${at(entry.endMinutes)}`,
    `SUMMARY:${entry.title}`,
    `ORGANIZER;CN=${entry.organiser}:mailto:organiser-${index}@example.org`,
    ...(entry.location === undefined ? [] : [`LOCATION:${entry.location}`]),
    ...(entry.private ? ["CLASS:PRIVATE"] : []),
    "END:VEVENT",
  ];
}

const utc = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
