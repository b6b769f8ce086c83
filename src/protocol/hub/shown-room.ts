/** What lists, alerts and searches know of a room's state. */
export interface RoomSummary {
  meeting: { title: string; phase: string; since: string } | null;
  faults: { code: string; severity: string; subject: string; since: string }[];
  devices: { title: string; driver: string; phase: string; capabilities: string[] }[];
  calendar: { configured: boolean; readAt: string | null; stale: boolean };
}

export type RoomStatus = "never" | "offline" | "meeting" | "idle";

/** A room as the hub's HTTP interface shows it: what is known, and what follows from it. */
export interface ShownRoom {
  id: string;
  organisation: string;
  name: string;
  site: string | null;
  siteName: string;
  group: string | null;
  groupName: string;
  building: string;
  floor: string;
  tags: string[];
  /** Capabilities that should be there. */
  expected: string[];
  connected: boolean;
  /** The hub process that has its connection. */
  hub: string | null;
  /** Milliseconds since 1970 UTC; null before the first connection. */
  seenAt: number | null;
  software: string;
  /** From where it last connected; empty before. */
  address: string;
  summary: RoomSummary | null;
  targetVersion: number;
  reportedVersion: number;
  reportedStatus: string;
  reportedReason: string;
  /** Why its key may be in wrong hands; null when nothing is known. */
  suspicion: string | null;
  status: RoomStatus;
  /** The gravest severity of the faults that stand. */
  trouble: "notice" | "warning" | "serious" | null;
  /** Expected capabilities that no working device has. */
  missing: string[];
  /** The room does not run what it should. */
  drift: boolean;
}

/** A page of the list of rooms. `counts` is of all rooms that fit the search, by status and `fault`; `total` also fits `only`. */
export interface RoomList {
  total: number;
  counts: Record<string, number>;
  rooms: ShownRoom[];
}
