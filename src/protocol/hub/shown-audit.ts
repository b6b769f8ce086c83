/** One entry of the audit log, with what people call those it tells of; names are empty where nothing is known any more. */
export interface ShownAuditEntry {
  number: number;
  /** Milliseconds since 1970 UTC. */
  at: number;
  /** `person:ID`, `key:ID`, `room:ID` or `hub`. */
  actor: string;
  actorName: string;
  what: string;
  subject: string;
  subjectName: string;
  detail: Record<string, unknown>;
}

/** Newest first. */
export interface ShownAudit {
  entries: ShownAuditEntry[];
  /** Go on with entries before this number; null: there are none. A search may give few entries and still go on. */
  next: number | null;
}

export interface AuditCheck {
  entries: number;
  /** Number of the first entry that does not fit its chain; null: all fit. */
  firstBroken: number | null;
}
