import { parseArgs } from "node:util";
import { ConfigError, messageOf, RoomkeeperError } from "../domain/errors.ts";
import { systemClock } from "../platform/clock.ts";
import { silentLog } from "../platform/log.ts";
import type { CalendarSourceSettings } from "../settings/calendar.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { loadSettings } from "../settings/load.ts";
import { readSecret } from "../settings/secret.ts";
import { agendaWindow } from "./agenda.ts";
import type { AgendaCommandIo } from "./agenda-command.ts";
import type { CalendarBooking } from "./calendar-booking.ts";
import { createSources } from "./create-sources.ts";
import { describe } from "./describe-problem.ts";
import { exchangeFindings, type Finding } from "./exchange-findings.ts";
import { Expander } from "./expander.ts";
import type { CalendarInput } from "./expansion-messages.ts";
import { readCalendar } from "./read-calendar.ts";
import { recognitionProblems } from "./recognition/preview.ts";
import type { RecognitionSettings } from "./recognition/types.ts";
import type { SourceSnapshot } from "./sources/source.ts";

export interface SourceCheck {
  source: string;
  kind: CalendarSourceSettings["kind"];
  /** Why it cannot be read; null when it can. */
  error: string | null;
  bookings: number;
  withMeeting: number;
  private: number;
  problems: string[];
  /** Server's clock minus this computer's; null when the server does not tell. */
  clockOffSeconds: number | null;
  findings: Finding[];
}

const usage = "usage: roomkeeper calendar check --config FILE [--json]";

/** What the commands about calendars need beside the agenda's. */
export interface CalendarCommandIo extends AgendaCommandIo {
  /** What this room's settings say about which links are meetings. */
  recognitionOf?: (settings: RoomSettings) => RecognitionSettings;
}

const maxSkewSeconds = 30;

/**
 * `roomkeeper calendar check`: reads every calendar of a settings file once, and says what is wrong and how to mend it.
 * @returns 0 when all is well, 1 when something needs somebody
 * @throws ConfigError for arguments and settings
 */
export async function runCalendarCheck(args: string[], io: CalendarCommandIo): Promise<number> {
  const { file, json } = readArguments(args);
  const settings = await loadSettings(file);
  const { sources } = settings.calendar;
  if (sources.length === 0) throw new ConfigError("config.invalid", `${file} names no calendar: add calendar.sources`);
  const expander = new Expander();
  const recognition = io.recognitionOf?.(settings) ?? {};
  try {
    for (const { path, message } of recognitionProblems(recognition)) io.err(`recognition: ${path}: ${message}\n`);
    const checks: SourceCheck[] = [];
    for (const source of sources) {
      const checked = await checkSource(source, settings.room.zone, expander, { ...io, recognition });
      checks.push({ ...checked, findings: [...checked.findings, ...releaseFindings(source, settings)] });
    }
    io.out(json ? `${JSON.stringify(checks, null, 1)}\n` : checks.map(asText).join("\n"));
    return checks.every(isWell) ? 0 : 1;
  } finally {
    await expander.close();
  }
}

function readArguments(args: string[]): { file: string; json: boolean } {
  const [action, ...rest] = args;
  const wrong = (message: string) => new ConfigError("config.invalid", `calendar: ${message}\n${usage}`);
  if (action !== "check") throw wrong(action === undefined ? "what to do is missing" : `there is no ${action}`);
  try {
    const options = { config: { type: "string", short: "c" }, json: { type: "boolean" } } as const;
    const { values } = parseArgs({ args: rest, options });
    if (values.config === undefined) throw wrong("--config is missing");
    return { file: values.config, json: values.json ?? false };
  } catch (error) {
    throw error instanceof ConfigError ? error : wrong(messageOf(error));
  }
}

/** Two that give bookings back would take each other's. */
function releaseFindings(source: CalendarSourceSettings, { policies }: RoomSettings): Finding[] {
  if (source.kind !== "microsoft" || !policies.noShow.enabled) return [];
  return [
    {
      level: "note",
      what: "this room gives bookings back that nobody came to; whether Exchange does so, too, cannot be seen from here",
      mend: `Set-CalendarProcessing -Identity ${source.mailbox} -EnableAutoRelease $false`,
    },
  ];
}

/**
 * Everything that a calendar holds for the next two weeks, with the texts in which meetings are found. For commands only:
 * the room itself drops the texts.
 * @throws CalendarError when it cannot be read
 */
export async function readTexts(
  settings: CalendarSourceSettings,
  zone: string,
  expander: Expander,
  io: AgendaCommandIo,
): Promise<CalendarBooking[]> {
  const { seen, poll } = watched(settings, zone, expander, io);
  await poll();
  return seen;
}

async function checkSource(
  settings: CalendarSourceSettings,
  zone: string,
  expander: Expander,
  io: AgendaCommandIo,
): Promise<SourceCheck> {
  const { seen, name, poll } = watched(settings, zone, expander, io);
  const check = { source: name, kind: settings.kind };
  try {
    return { ...check, error: null, ...summary(await poll()), findings: findingsOf(settings, seen) };
  } catch (error) {
    if (!(error instanceof RoomkeeperError)) throw error;
    return { ...check, error: error.message, ...summary(undefined), findings: [] };
  }
}

/** A source whose texts can be looked at after it was polled. */
function watched(settings: CalendarSourceSettings, zone: string, expander: Expander, io: AgendaCommandIo) {
  const seen: CalendarBooking[] = [];
  const context = {
    zone,
    recognition: io.recognition ?? {},
    clock: systemClock,
    log: silentLog,
    fetch: io.fetch ?? globalThis.fetch,
    readSecret,
    async read(input: CalendarInput) {
      const reading = await expander.read(input);
      // Read without harm; now the texts are looked at, which the room itself drops.
      seen.push(...rawBookings(input));
      return reading;
    },
  };
  const [source] = createSources([settings], context);
  const poll = async () => await source?.poll(agendaWindow(systemClock.now()), new AbortController().signal);
  return { seen, name: source?.name ?? "", poll };
}

function rawBookings({ parts, ready, zone, from, to }: CalendarInput): CalendarBooking[] {
  return [...ready, ...parts.flatMap(({ bytes }) => readCalendar(bytes, { zone, from, to }).bookings)];
}

function summary(snapshot: SourceSnapshot | undefined) {
  const { bookings = [], problems = [], skewMs = null } = snapshot ?? {};
  return {
    bookings: bookings.length,
    withMeeting: bookings.filter(({ join }) => join !== null).length,
    private: bookings.filter((booking) => booking.private).length,
    problems: problems.map(describe),
    clockOffSeconds: skewMs === null ? null : Math.round(skewMs / 1000),
  };
}

function findingsOf(settings: CalendarSourceSettings, bookings: readonly CalendarBooking[]): Finding[] {
  if (settings.kind === "microsoft") return exchangeFindings(bookings, settings.mailbox);
  // Feeds may come from Exchange too; there only what is certain is worth saying.
  return exchangeFindings(bookings, "ROOM").filter(({ level }) => settings.kind === "ics" && level === "warning");
}

function isWell({ error, problems, findings, clockOffSeconds }: SourceCheck): boolean {
  const clockRight = clockOffSeconds === null || Math.abs(clockOffSeconds) <= maxSkewSeconds;
  return error === null && problems.length === 0 && clockRight && findings.every(({ level }) => level === "note");
}

function asText(check: SourceCheck): string {
  const { source, kind, error, clockOffSeconds } = check;
  if (error !== null) return `${source} (${kind}): cannot be read\n  ${error}\n`;
  const lines = [
    `${source} (${kind}): read; ${check.bookings} bookings in the next two weeks, ${check.withMeeting} with a meeting, ${check.private} private`,
  ];
  if (clockOffSeconds !== null && Math.abs(clockOffSeconds) > maxSkewSeconds) {
    lines.push(
      `warning: this computer's clock is ${clockOffSeconds} s off the server's; auto-join is stopped until it is right`,
    );
  }
  lines.push(...check.problems.map((problem) => `warning: ${problem}`));
  for (const { level, what, mend } of check.findings) lines.push(`${level}: ${what}`, `  ${mend}`);
  return `${lines.join("\n  ")}\n`;
}
