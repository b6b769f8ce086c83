import { type FleetRoom, missingOf, statusOf } from "../estate/room-row.ts";

export type Severity = "notice" | "warning" | "serious";

/** What a rule looks for. Rules are judged when a room's state changes, and when their time has come; nothing is polled. */
export interface RuleDefinition {
  looksFor: "offline" | "fault" | "missing" | "calendar" | "drift" | "trust";
  /** For `fault`: code, or the beginning of one; empty: any. */
  fault: string;
  severity: Severity;
  /** It has to last so long before it is told. */
  forSeconds: number;
}

export interface Rule extends RuleDefinition {
  id: string;
  organisation: string;
  name: string;
}

/** Something that a rule has found in a room now. */
export interface Finding {
  rule: string;
  organisation: string;
  room: string;
  /** What it is, without the room: findings of one cause are told together. */
  cause: string;
  severity: Severity;
  title: string;
}

export interface Silence {
  organisation: string;
  /** Null: every room. */
  room: string | null;
  /** Beginning of the cause, such as `fault camera`. */
  fault: string;
  /** Milliseconds since 1970 UTC. */
  until: number;
}

/** What a rule finds in a room. */
export function judge(rule: Rule, room: FleetRoom): Finding[] {
  return causesOf(rule, room).map(({ cause, title }) => ({
    rule: rule.id,
    organisation: rule.organisation,
    room: room.id,
    cause,
    severity: rule.severity,
    title,
  }));
}

function causesOf(rule: RuleDefinition, room: FleetRoom): { cause: string; title: string }[] {
  switch (rule.looksFor) {
    case "offline":
      // Rooms of one site that vanish together have one cause: the site's network, most likely.
      return statusOf(room) === "offline"
        ? [{ cause: `offline ${room.site ?? ""}`.trim(), title: `offline${room.siteName && ` in ${room.siteName}`}` }]
        : [];
    case "fault":
      return (room.connected ? (room.summary?.faults ?? []) : [])
        .filter(({ code }) => code.startsWith(rule.fault))
        .map(({ code }) => ({ cause: `fault ${code}`, title: code }));
    case "missing":
      return missingOf(room).map((capability) => ({ cause: `missing ${capability}`, title: `${capability} missing` }));
    case "calendar":
      return room.connected && room.summary?.calendar.stale ? [{ cause: "calendar", title: "calendar is old" }] : [];
    case "drift":
      return room.reportedStatus === "rejected"
        ? [{ cause: `rejected ${room.reportedReason}`, title: `settings rejected: ${room.reportedReason}` }]
        : [];
    case "trust":
      return room.suspicion === null ? [] : [{ cause: `trust ${room.id}`, title: room.suspicion }];
  }
}

export const silenced = (silences: readonly Silence[], finding: Finding, now: number): boolean =>
  silences.some(
    (silence) =>
      silence.organisation === finding.organisation &&
      (silence.room === null || silence.room === finding.room) &&
      finding.cause.startsWith(silence.fault) &&
      silence.until > now,
  );
