import type { RoomState } from "../../../domain/room-state.ts";

const lengths = [15, 30, 45, 60, 90, 120];

/** For how many minutes the room can be booked from now on, before somebody else has it. */
export function bookLengths({ availability }: Pick<RoomState, "availability">, nowMs: number): number[] {
  if (!availability.free) return [];
  // As the room does it: from the minute that runs now.
  const fromMs = Math.floor(nowMs / 60_000) * 60_000;
  const freeMs = availability.until === null ? Number.POSITIVE_INFINITY : Date.parse(availability.until) - fromMs;
  return lengths.filter((minutes) => minutes * 60_000 <= freeMs);
}
