import type { Json, JsonObject } from "./difference.ts";

/** From the general to the particular: a later one wins. */
export type ScopeKind = "organisation" | "site" | "group" | "room";

/** The settings of one scope. Times are milliseconds since 1970 UTC. */
export interface ShownTemplate {
  kind: ScopeKind;
  scope: string;
  name: string;
  /** Of a room or group: where it is, so that it is known what it overrides. */
  site: string | null;
  group: string | null;
  version: number;
  changedAt: number;
  settings: JsonObject;
}

/** One value that a change makes another; absent: the room's own default. */
export interface ShownValueChange {
  /** Joined with dots. */
  path: string;
  before?: Json;
  value?: Json;
  /** It applies at once, in a meeting too; others wait for its end. */
  live: boolean;
  /** In so many rooms. */
  rooms: number;
}

/** What a change of settings would do, before it is made. */
export interface ShownPreview {
  /** Ids of the rooms whose settings change, and the same rooms by name. */
  rooms: string[];
  named: PreviewedRoom[];
  changes: ShownValueChange[];
}

export interface PreviewedRoom {
  id: string;
  name: string;
  siteName: string;
  /** In a meeting now, and some of its values are not live: it takes the change afterwards. */
  waits: boolean;
  connected: boolean;
}

export type RollOutStatus = "running" | "paused" | "done" | "rolled-back" | "cancelled";
export type RoomProgress = "waiting" | "sent" | "applied" | "failed" | "late" | "reverted";

export interface ShownRollOut {
  id: string;
  name: string;
  status: RollOutStatus;
  kind: ScopeKind;
  scope: string;
  scopeName: string;
  settings: JsonObject;
  created_at: number;
  created_by: string;
  /** Who started it, by name. */
  by: string;
  updated_at: number;
  /** How many waves have begun, and the share of rooms that each reaches. */
  wave: number;
  waves: number[];
  /** Why it paused or was rolled back; empty otherwise. */
  reason: string;
  counts: Partial<Record<RoomProgress, number>>;
  failed: string[];
}

/** One roll-out with what one has to know to decide about it. */
export interface ShownRollOutDetail extends ShownRollOut {
  rules: {
    soakMinutes: number;
    patienceMinutes: number;
    maxFailedPercent: number;
    onTooManyFailures: "pause" | "roll back";
  };
  /** When the wave was found through: the next one begins after the soak. */
  throughAt: number | null;
  /** Rooms that failed or are late, at most 500, and how many there are. */
  troubled: { id: string; name: string; progress: RoomProgress; reason: string }[];
  troubledTotal: number;
}
