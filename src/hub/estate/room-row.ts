import type { RoomSummary } from "./summary.ts";

/** A room as the list shows it. */
export interface FleetRoom {
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
}

export type RoomStatus = "never" | "offline" | "meeting" | "idle";

export function statusOf(room: FleetRoom): RoomStatus {
  if (room.seenAt === null) return "never";
  if (!room.connected) return "offline";
  return room.summary?.meeting ? "meeting" : "idle";
}

/** The gravest severity of the faults that stand; null without one. What an offline room last said does not count. */
export function troubleOf(room: FleetRoom): "notice" | "warning" | "serious" | null {
  if (!room.connected || room.summary === null) return null;
  const found = new Set(room.summary.faults.map((fault) => fault.severity));
  return (["serious", "warning", "notice"] as const).find((severity) => found.has(severity)) ?? null;
}

/** Expected capabilities that no working device has. */
export function missingOf(room: FleetRoom): string[] {
  if (!room.connected || room.summary === null) return [];
  const working = room.summary.devices.filter((device) => device.phase === "ready" || device.phase === "active");
  const there = new Set(working.flatMap((device) => device.capabilities));
  return room.expected.filter((capability) => !there.has(capability));
}

/** The room does not run what it should. */
export function drifts(room: FleetRoom): boolean {
  return room.targetVersion > 0 && (room.reportedVersion !== room.targetVersion || room.reportedStatus !== "applied");
}
