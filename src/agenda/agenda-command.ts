import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Booking } from "../domain/booking.ts";
import { CalendarError, ConfigError, messageOf } from "../domain/errors.ts";
import { systemClock } from "../platform/clock.ts";
import { agendaWindow } from "./agenda.ts";
import { describe } from "./describe-problem.ts";
import { Expander } from "./expander.ts";
import { mergeBookings } from "./merge.ts";
import type { RecognitionSettings } from "./recognition/types.ts";
import { exchange } from "./sources/http.ts";
import { ianaZone } from "./zones/iana-zone.ts";

export interface AgendaCommandIo {
  /** Takes the answer. */
  out(text: string): void;
  /** Takes what is to be told beside it. */
  err(text: string): void;
  fetch?: typeof globalThis.fetch;
  recognition?: RecognitionSettings;
}

const usage = "usage: roomkeeper agenda --ics FILE|URL ... --zone ZONE [--from ISO] [--to ISO] [--now ISO] [--json]";

interface Asked {
  calendars: string[];
  zone: string;
  from: string;
  to: string;
  json: boolean;
}

/**
 * `roomkeeper agenda`: what a room would show of these calendars. Events that cannot be read are named on standard error;
 * a file that is no whole calendar is refused.
 * @returns exit status
 * @throws ConfigError for arguments, CalendarError naming file, line and property
 */
export async function runAgendaCommand(args: string[], io: AgendaCommandIo): Promise<number> {
  const asked = readArguments(args);
  const expander = new Expander({ most: 50_000 });
  try {
    const lists: Booking[][] = [];
    for (const calendar of asked.calendars) lists.push(await readOne(calendar, asked, expander, io));
    const bookings = mergeBookings(lists);
    io.out(asked.json ? `${JSON.stringify(bookings.map(inOrder), null, 1)}\n` : asLines(bookings));
    return 0;
  } finally {
    await expander.close();
  }
}

function readArguments(args: string[]): Asked {
  const { values } = parse(args);
  const nowMs = instant("--now", values.now ?? new Date().toISOString());
  const window = agendaWindow(nowMs);
  const from = instant("--from", values.from ?? window.from);
  const to = instant("--to", values.to ?? window.to);
  const { zone, ics: calendars = [] } = values;
  if (calendars.length === 0) throw wrong("--ics is missing");
  if (zone === undefined) throw wrong("--zone is missing: the room's IANA time zone, such as Europe/Berlin");
  if (ianaZone(zone) === null) throw wrong(`--zone ${zone} is not an IANA time zone, such as Europe/Berlin`);
  if (from > to) throw wrong("--from lies after --to");
  const iso = (ms: number) => new Date(ms).toISOString();
  return { calendars, zone, from: iso(from), to: iso(to), json: values.json ?? false };
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  const options = {
    ics: { type: "string", multiple: true },
    zone: text,
    from: text,
    to: text,
    now: text,
    json: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw wrong(messageOf(error));
  }
}

const wrong = (message: string) => new ConfigError("config.invalid", `agenda: ${message}\n${usage}`);

function instant(name: string, text: string): number {
  const zoned = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const ms = Date.parse(text);
  if (!zoned || Number.isNaN(ms)) throw wrong(`${name} ${text} is not an instant, such as 2026-03-02T09:00:00Z`);
  return ms;
}

async function readOne(calendar: string, asked: Asked, expander: Expander, io: AgendaCommandIo): Promise<Booking[]> {
  const { zone, from, to } = asked;
  const recognition = io.recognition ?? {};
  const parts = [{ name: calendar, bytes: await bytesOf(calendar, io) }];
  try {
    const { bookings, problems } = await expander.read({ zone, from, to, recognition, parts, whole: true, ready: [] });
    for (const problem of problems) {
      io.err(`${calendar}: ${problem.dropped ? "left out: " : ""}${describe(problem)}\n`);
    }
    return bookings;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new CalendarError(error.code, `${calendar}: ${error.message}`, { subject: calendar, cause: error });
  }
}

async function bytesOf(calendar: string, io: AgendaCommandIo): Promise<Uint8Array> {
  if (/^(https?|webcals?):\/\//i.test(calendar)) {
    const url = calendar.replace(/^webcals?:/i, "https:");
    const context = { clock: systemClock, fetch: io.fetch ?? globalThis.fetch };
    return (await exchange(context, { url, signal: new AbortController().signal })).bytes;
  }
  try {
    return await readFile(calendar);
  } catch (error) {
    throw new CalendarError("calendar.unreachable", `${calendar} cannot be read: ${messageOf(error)}`);
  }
}

function inOrder(booking: Booking) {
  const { uid, occurrence, title, organiser, start, end, allDay, status, busy, join } = booking;
  return { uid, occurrence, title, organiser, start, end, allDay, status, private: booking.private, busy, join };
}

function asLines(bookings: Booking[]): string {
  const lines = bookings.map((booking) => {
    const marks = [
      booking.allDay ? "all day" : "",
      booking.status === "tentative" ? "tentative" : "",
      booking.private ? "private" : "",
      booking.busy ? "" : "free",
      booking.join?.service ?? "",
    ];
    return [booking.start, booking.end, booking.title, ...marks.filter((mark) => mark !== "")].join("  ");
  });
  return lines.map((line) => `${line}\n`).join("");
}
