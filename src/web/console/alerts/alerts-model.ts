import type { AlertSeverity, ShownAlert, ShownSilence } from "../../../protocol/hub/shown-alerts.ts";

/** What an alert is about, out of the hub's machine words, so that it can be said in any language. */
export type Cause =
  | { kind: "offline"; site: string }
  | { kind: "fault"; code: string }
  | { kind: "missing"; capability: string }
  | { kind: "calendar" }
  | { kind: "rejected"; reason: string }
  | { kind: "trust"; why: string }
  | { kind: "words"; words: string };

export function causeOf({ cause, title }: Pick<ShownAlert, "cause" | "title">): Cause {
  const [first = "", ...more] = cause.split(" ");
  const rest = more.join(" ");
  switch (first) {
    case "offline":
      return { kind: "offline", site: /^offline in (.+)$/s.exec(title)?.[1] ?? "" };
    case "fault":
      return { kind: "fault", code: rest };
    case "missing":
      return { kind: "missing", capability: rest };
    case "calendar":
      return { kind: "calendar" };
    case "rejected":
      return { kind: "rejected", reason: rest };
    case "trust":
      return { kind: "trust", why: title };
    default:
      return { kind: "words", words: title || cause };
  }
}

const ranks: Record<AlertSeverity, number> = { serious: 0, warning: 1, notice: 2 };

/** What stands, the gravest first; what is over, newest first. */
export function sortAlerts(alerts: readonly ShownAlert[]): { standing: ShownAlert[]; over: ShownAlert[] } {
  const standing = alerts.filter(({ closedAt }) => closedAt === null);
  const over = alerts.filter(({ closedAt }) => closedAt !== null);
  return {
    standing: standing.sort((a, b) => ranks[a.severity] - ranks[b.severity] || b.openedAt - a.openedAt),
    over: over.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0)),
  };
}

/** The silence that covers all of an alert: for everywhere, and the longest. */
export const silenceOver = ({ cause }: ShownAlert, silences: readonly ShownSilence[]): ShownSilence | null =>
  silences
    .filter((silence) => silence.room === null && cause.startsWith(silence.cause))
    .sort((a, b) => b.until - a.until)[0] ?? null;

const hourMs = 3_600_000;

/** How long a silence may be offered for, in milliseconds. */
export const spans = { hour: hourMs, shift: 8 * hourMs, day: 24 * hourMs, week: 168 * hourMs, month: 720 * hourMs };
export type Span = keyof typeof spans;

/** The end of a day as the viewer's clock has it. @param day `YYYY-MM-DD`. @returns milliseconds since 1970 UTC; null: no day */
export function endOfDay(day: string): number | null {
  const at = new Date(`${day}T23:59:59.999`).getTime();
  return Number.isNaN(at) ? null : at;
}

/** `a@b.c, d@e.f` as addresses. */
export const readAddresses = (text: string): string[] => text.split(/[\s,;\uff0c\uff1b]+/).filter((one) => one !== "");

/** Seconds as the largest whole unit. */
export function duration(seconds: number): { count: number; unit: "second" | "minute" | "hour" } {
  if (seconds >= 3600 && seconds % 3600 === 0) return { count: seconds / 3600, unit: "hour" };
  if (seconds >= 60 && seconds % 60 === 0) return { count: seconds / 60, unit: "minute" };
  return { count: seconds, unit: "second" };
}
