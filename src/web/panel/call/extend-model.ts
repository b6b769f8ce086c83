import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";

export interface BookedTime {
  endsAt: string;
  /** Negative once the end is past. */
  leftMs: number;
  /** The end is near or past. */
  ending: boolean;
  /** Start of the next booking, when it limits the offers. */
  nextAt: string | null;
  /** Minutes that can be added before somebody else has the room. */
  offers: number[];
}

/** From here on the panel offers to stay. */
const endingMs = 10 * 60_000;
const lengths = [15, 30];

/** @returns null for a meeting without a booked end */
export function bookedTimeOf(state: RoomState, meeting: Meeting, nowMs: number): BookedTime | null {
  if (meeting.endsAt === null) return null;
  const endMs = Date.parse(meeting.endsAt);
  const ending = endMs - nowMs <= endingMs;
  const next = state.agenda
    .filter(({ id, start, allDay }) => !allDay && id !== meeting.bookingId && Date.parse(start) >= endMs)
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
  const roomMs = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next.start) - endMs;
  const offers = ending ? lengths.filter((minutes) => minutes * 60_000 <= roomMs) : [];
  const limited = next !== undefined && roomMs < 60 * 60_000;
  return { endsAt: meeting.endsAt, leftMs: endMs - nowMs, ending, nextAt: limited ? next.start : null, offers };
}
