import { Temporal } from "temporal-polyfill";
import type { Severity } from "./rules.ts";

/** When a channel is not to be disturbed. */
export interface QuietHours {
  /** IANA time zone in which the hours are meant. */
  zone: string;
  /** `HH:MM`; from later than to: over midnight. Equal: no hours of the day. */
  from: string;
  to: string;
  /** Saturdays and Sundays as a whole, too. */
  weekends: boolean;
  /** What is at least so severe is told at any time; null: nothing is. */
  except: Severity | null;
}

const ranks: Record<Severity, number> = { notice: 0, warning: 1, serious: 2 };

export const atLeast = (severity: Severity, least: Severity) => ranks[severity] >= ranks[least];

/** When the quiet that holds `severity` back at `now` ends, milliseconds since 1970 UTC; `now` itself when nothing does. */
export function quietUntil(quiet: QuietHours | null, severity: Severity, now: number): number {
  if (quiet === null || (quiet.except !== null && atLeast(severity, quiet.except))) return now;
  let at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(quiet.zone);
  // A night after a weekend after a night: a few steps lead out of it.
  for (let steps = 0; steps < 8; steps++) {
    const end = endOfQuiet(quiet, at);
    if (end === null) break;
    at = end;
  }
  return at.epochMilliseconds;
}

function endOfQuiet(quiet: QuietHours, at: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  if (quiet.weekends && at.dayOfWeek >= 6) return at.add({ days: 1 }).startOfDay();
  const [time, from, to] = [at.toPlainTime(), Temporal.PlainTime.from(quiet.from), Temporal.PlainTime.from(quiet.to)];
  const after = (a: Temporal.PlainTime, b: Temporal.PlainTime) => Temporal.PlainTime.compare(a, b) >= 0;
  const overMidnight = Temporal.PlainTime.compare(from, to) > 0;
  const inside = overMidnight ? after(time, from) || !after(time, to) : after(time, from) && !after(time, to);
  if (!inside) return null;
  const day = overMidnight && after(time, from) ? at.add({ days: 1 }) : at;
  return day.withPlainTime(to);
}
