export type AlertSeverity = "notice" | "warning" | "serious";

/** Rooms with one cause. Times are milliseconds since 1970 UTC. */
export interface ShownAlert {
  id: string;
  /** Id of the rule that found it. */
  rule: string;
  /** Machine words, such as `missing camera`. */
  cause: string;
  severity: AlertSeverity;
  title: string;
  rooms: string[];
  /** Names of the first fifty of `rooms`, in their order. */
  roomNames: string[];
  openedAt: number;
  changedAt: number;
  /** Null: it stands. */
  closedAt: number | null;
}

export interface ShownRule {
  id: string;
  name: string;
  enabled: boolean;
  looksFor: "offline" | "fault" | "missing" | "calendar" | "drift" | "trust";
  /** Of faults: the code or its beginning; empty: any. */
  fault: string;
  severity: AlertSeverity;
  forSeconds: number;
}

export interface ShownSilence {
  id: string;
  /** Null: every room. */
  room: string | null;
  roomName: string;
  cause: string;
  until: number;
  reason: string;
  by: string;
  byName: string;
}

export interface ShownQuietHours {
  /** IANA time zone. */
  zone: string;
  /** `HH:MM`. */
  from: string;
  to: string;
  weekends: boolean;
  /** What is at least so severe is told at any time. */
  except: AlertSeverity | null;
}

export interface ShownChannel {
  id: string;
  kind: "webhook" | "syslog" | "email";
  name: string;
  url: string;
  /** Why the last message was not delivered; null when it was. */
  problem: string | null;
  authority?: string | null;
  from?: string;
  to?: string[];
  quiet?: ShownQuietHours | null;
  least?: AlertSeverity;
}
