import type { RoomStatus, ShownRoom } from "../../protocol/hub/shown-room.ts";

/** A room as the list keeps it: what is known, without what follows from it. */
export type FleetRoom = Omit<ShownRoom, "status" | "trouble" | "missing" | "drift">;

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
