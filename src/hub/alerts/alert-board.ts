import type { FleetRoom } from "../estate/room-row.ts";
import { type Finding, judge, type Rule, type Severity, type Silence, silenced } from "./rules.ts";

/** Findings of one cause, told together. */
export interface Alert {
  id: string;
  organisation: string;
  rule: string;
  cause: string;
  severity: Severity;
  title: string;
  /** Rooms in which it is so now. */
  rooms: string[];
  /** Milliseconds since 1970 UTC. */
  openedAt: number;
  changedAt: number;
  closedAt: number | null;
}

/** What has to be told: an alert opened, has more rooms than were told, or is over. */
export type Notice = { kind: "opened" | "grown" | "recovered"; alert: Alert };

interface Standing {
  finding: Finding;
  dueAt: number;
}

export interface AlertBoardParts {
  newId: () => string;
}

/** An alert that came back within this time is the same one, opened again: flapping makes one alert, not a hundred. */
const reopenMs = 10 * 60_000;
/** Findings of one cause that come within this time are told in one message. */
const gatherMs = 5_000;
/** A recovery is told when it has lasted so long. */
const calmMs = 60_000;

/**
 * Which alerts stand, without I/O: it is told how rooms change and what time it is, and says what has to be told. An alert
 * opens once, grows, recovers once.
 */
export class AlertBoard {
  readonly #parts: AlertBoardParts;
  #rules: Rule[] = [];
  #silences: Silence[] = [];
  /** By room, then by rule and cause. */
  readonly #standing = new Map<string, Map<string, Standing>>();
  readonly #alerts = new Map<string, Alert>();
  /** How many rooms of an alert were told; absent: nothing was told yet. */
  readonly #told = new Map<string, number>();
  readonly #recent = new Map<string, Alert>();

  constructor(parts: AlertBoardParts) {
    this.#parts = parts;
  }

  /** After a start: alerts that were told and not over. */
  restore(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      this.#alerts.set(groupOf(alert), alert);
      this.#told.set(groupOf(alert), alert.rooms.length);
    }
  }

  configure(rules: readonly Rule[], silences: readonly Silence[]): void {
    this.#rules = [...rules];
    this.#silences = [...silences];
    const known = new Set(rules.map((rule) => rule.id));
    for (const own of this.#standing.values()) {
      for (const [key, { finding }] of own) if (!known.has(finding.rule)) own.delete(key);
    }
  }

  /** A room is now so. */
  see(room: FleetRoom, now: number): void {
    const own = this.#standing.get(room.id) ?? new Map<string, Standing>();
    const found = new Map<string, Standing>();
    for (const rule of this.#rules) {
      if (rule.organisation !== room.organisation) continue;
      for (const finding of judge(rule, room)) {
        const key = groupOf(finding);
        found.set(key, own.get(key) ?? { finding, dueAt: now + rule.forSeconds * 1000 });
      }
    }
    if (found.size === 0) this.#standing.delete(room.id);
    else this.#standing.set(room.id, found);
  }

  /** A room was removed. */
  forget(room: string): void {
    this.#standing.delete(room);
  }

  /** What has to be told now. Call about once a second. */
  tick(now: number): Notice[] {
    const groups = new Map<string, Finding[]>();
    const hushed = new Set<string>();
    for (const own of this.#standing.values()) {
      for (const [group, { finding, dueAt }] of own) {
        if (dueAt > now) continue;
        if (silenced(this.#silences, finding, now)) {
          hushed.add(group);
          continue;
        }
        const findings = groups.get(group);
        if (findings === undefined) groups.set(group, [finding]);
        else findings.push(finding);
      }
    }
    for (const [group, findings] of groups) this.#stand(group, findings, now);
    // An alert that was silenced is neither over nor told of: it stays as it was until the silence or its cause ends.
    const judged = [...this.#alerts].filter(([group]) => groups.has(group) || !hushed.has(group));
    const notices = judged.flatMap(([group, alert]) => this.#judge(group, alert, groups.has(group), now));
    for (const [group, alert] of this.#recent) if (now - (alert.closedAt ?? 0) > reopenMs) this.#recent.delete(group);
    return notices;
  }

  get open(): Alert[] {
    return [...this.#alerts.values()];
  }

  #stand(group: string, findings: Finding[], now: number): void {
    const first = findings[0] as Finding;
    const rooms = [...new Set(findings.map((finding) => finding.room))].sort();
    const known = this.#alerts.get(group) ?? this.#recent.get(group);
    this.#recent.delete(group);
    const { rule, organisation, cause, severity, title } = first;
    const base = known ?? { id: this.#parts.newId(), openedAt: now };
    const changed = known === undefined || known.closedAt !== null || known.rooms.join() !== rooms.join();
    const changedAt = changed ? now : known.changedAt;
    this.#alerts.set(group, { ...base, rule, organisation, cause, severity, title, rooms, changedAt, closedAt: null });
  }

  #judge(group: string, alert: Alert, stands: boolean, now: number): Notice[] {
    const told = this.#told.get(group);
    if (stands) {
      if (told !== undefined && alert.rooms.length <= told) return [];
      if (now - alert.changedAt < gatherMs) return [];
      this.#told.set(group, alert.rooms.length);
      return [{ kind: told === undefined ? "opened" : "grown", alert }];
    }
    // It is no longer so. Until the calm has lasted it may come back.
    if (alert.closedAt === null) {
      this.#alerts.set(group, { ...alert, rooms: alert.rooms, closedAt: now });
      return [];
    }
    if (now - alert.closedAt < calmMs) return [];
    this.#alerts.delete(group);
    this.#told.delete(group);
    this.#recent.set(group, alert);
    return told === undefined ? [] : [{ kind: "recovered", alert }];
  }
}

const groupOf = (one: { rule: string; cause: string }) => `${one.rule}\n${one.cause}`;
