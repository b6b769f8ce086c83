import { dayMs, type WallTime } from "../recurrence/wall-time.ts";

/** What turns clock readings into instants: a zone of the IANA database, a fixed offset, or a file's own VTIMEZONE. */
export interface Zone {
  readonly id: string;
  /** Offset from UTC at an instant, in milliseconds, positive east of Greenwich. */
  offsetMs(instant: number): number;
}

export const utc: Zone = { id: "UTC", offsetMs: () => 0 };

export const fixedZone = (id: string, offsetMs: number): Zone => ({ id, offsetMs: () => offsetMs });

export interface Resolved {
  instant: number;
  /** False for a clock reading that is skipped when clocks go forward. */
  exists: boolean;
}

/**
 * The instant of a clock reading (RFC 5545 §3.3.5): a reading that occurs twice is the first one, a skipped one is counted
 * with the offset before the gap.
 */
export function resolveWall(zone: Zone, wall: WallTime): Resolved {
  const before = zone.offsetMs(wall - dayMs);
  const after = zone.offsetMs(wall + dayMs);
  const early = wall - before;
  if (zone.offsetMs(early) === before) return { instant: early, exists: true };
  const late = wall - after;
  if (zone.offsetMs(late) === after) return { instant: late, exists: true };
  return { instant: early, exists: false };
}

export const instantOf = (zone: Zone, wall: WallTime): number => resolveWall(zone, wall).instant;

export const wallAt = (zone: Zone, instant: number): WallTime => instant + zone.offsetMs(instant);
