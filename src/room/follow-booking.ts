import { type Booking, bookingIdOf } from "../domain/booking.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { Observation } from "./observation.ts";

export type CalendarSeen = Extract<Observation, { type: "calendar" }>;

/**
 * The booking of the running meeting has changed: a new end counts, unless people have stayed longer already; one that was
 * cancelled or moved away is said, and the call goes on.
 */
export function followBooking(
  meeting: Meeting,
  before: readonly Booking[],
  { bookings, readAt }: CalendarSeen,
  nowIso: string,
): Meeting {
  if (meeting.bookingId === null || readAt === null) return meeting;
  const find = (list: readonly Booking[]) => list.find((booking) => bookingIdOf(booking) === meeting.bookingId);
  const booking = find(bookings);
  if (booking === undefined) return { ...meeting, bookingChange: "cancelled" };
  const was = find(before);
  const toCome = Date.parse(booking.start) > Date.parse(nowIso);
  const moved = meeting.bookingChange === "moved" || (was !== undefined && was.start !== booking.start);
  // Who came early is in it before its start: that is no move.
  if (toCome && moved) return { ...meeting, bookingChange: "moved" };
  const known = was?.end ?? meeting.endsAt;
  const extended = meeting.endsAt !== null && known !== null && meeting.endsAt > known && meeting.endsAt > booking.end;
  return { ...meeting, bookingChange: null, endsAt: extended ? meeting.endsAt : booking.end };
}
