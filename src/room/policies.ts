import { type Booking, bookingIdOf } from "../domain/booking.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { AutoJoin, NoJoinReason } from "../domain/room-state.ts";
import type { Policies } from "../settings/complete.ts";

/** Rules about bookings, meetings and time. All pure; times in milliseconds unless they end in `Iso`. */

const startOf = (booking: Booking) => Date.parse(booking.start);
const endOf = (booking: Booking) => Date.parse(booking.end);

export interface JoinContext {
  nowMs: number;
  policies: Policies;
  /** The meeting that occupies the room, its own or one in a window. */
  meeting: Pick<Meeting, "bookingId"> | null;
  /** Whether a configured service gets the room in. */
  canJoin: (booking: Booking) => boolean;
}

/** Why there is no Join button, or null when there is one. */
export function whyNoJoin(booking: Booking, { nowMs, policies, meeting, canJoin }: JoinContext): NoJoinReason | null {
  if (endOf(booking) <= nowMs) return "over";
  if (meeting?.bookingId === bookingIdOf(booking)) return "already-in";
  if (booking.join === null) return "no-link";
  if (!canJoin(booking)) return booking.join.native ? "not-configured" : "assisted";
  if (startOf(booking) - policies.joinButtonMinutes * 60_000 > nowMs) return "too-early";
  return meeting === null ? null : "in-meeting";
}

/** Bookings that occupy the room. */
const occupying = (bookings: readonly Booking[]) => bookings.filter((booking) => booking.busy);

/** Free or busy now, and until when (null: nothing more is booked). Bookings that touch count as one. */
export function availability(bookings: readonly Booking[], nowMs: number): { free: boolean; until: string | null } {
  const busy = occupying(bookings).filter((booking) => endOf(booking) > nowMs);
  const current = busy.filter((booking) => startOf(booking) <= nowMs);
  if (current.length === 0) {
    const next = Math.min(...busy.map(startOf));
    return { free: true, until: Number.isFinite(next) ? new Date(next).toISOString() : null };
  }
  let until = Math.max(...current.map(endOf));
  for (const booking of [...busy].sort((a, b) => startOf(a) - startOf(b))) {
    if (startOf(booking) <= until) until = Math.max(until, endOf(booking));
  }
  return { free: false, until: new Date(until).toISOString() };
}

/** A room that comes late (busy, restarted) still joins by itself this long after the start. */
const lateJoinMs = 5 * 60_000;

export interface AutoJoinContext extends JoinContext {
  settled: readonly string[];
  current: AutoJoin | null;
  /** False when the calendar is old or the clock is wrong: then people decide. */
  trusted: boolean;
}

/**
 * Which booking the room is about to join by itself, and when. The countdown on the panel runs before the start; only when
 * idle, never on double bookings, never what people declined or left.
 */
export function autoJoinPlan(bookings: readonly Booking[], context: AutoJoinContext): AutoJoin | null {
  const { nowMs, policies, meeting, settled, current, trusted, canJoin } = context;
  if (!policies.autoJoin.enabled || meeting !== null || !trusted) return null;
  const cancelMs = policies.autoJoin.cancelSeconds * 1000;
  const due = occupying(bookings).filter(
    (booking) =>
      startOf(booking) - cancelMs <= nowMs && nowMs < Math.min(endOf(booking), startOf(booking) + lateJoinMs),
  );
  const candidates = due.filter((booking) => !settled.includes(bookingIdOf(booking)) && canJoin(booking));
  const [booking, second] = candidates;
  if (booking === undefined || second !== undefined || doubleBooked(booking, bookings, nowMs)) return null;
  const bookingId = bookingIdOf(booking);
  if (current?.bookingId === bookingId) return current;
  const at = new Date(Math.max(startOf(booking), nowMs + cancelMs)).toISOString();
  return { bookingId, title: booking.private ? "" : booking.title, at };
}

/** Another booking that starts in the same stretch: people must say which one is meant. */
function doubleBooked(booking: Booking, bookings: readonly Booking[], nowMs: number): boolean {
  return occupying(bookings).some(
    (other) =>
      bookingIdOf(other) !== bookingIdOf(booking) &&
      startOf(other) < endOf(booking) &&
      endOf(other) > Math.max(startOf(booking), nowMs) &&
      Math.abs(startOf(other) - startOf(booking)) < lateJoinMs,
  );
}

/** Leave after the booked end, and only when nobody else is there any more. */
export function autoLeaveDue(
  meeting: Meeting | null,
  aloneSince: string | null,
  policies: Pick<Policies, "autoLeaveMinutes">,
  nowMs: number,
): boolean {
  if (meeting === null || meeting.phase !== "connected" || meeting.endsAt === null || aloneSince === null) return false;
  if (policies.autoLeaveMinutes === 0) return false;
  const graceMs = policies.autoLeaveMinutes * 60_000;
  return nowMs >= Date.parse(meeting.endsAt) + graceMs && nowMs >= Date.parse(aloneSince) + graceMs;
}

/** The new end when `minutes` more fit before the next booking, or why not. */
export function extension(
  meeting: Meeting,
  bookings: readonly Booking[],
  minutes: number,
  nowMs: number,
): { endsAt: string } | { refused: string } {
  if (meeting.endsAt === null) return { refused: "this meeting has no booked end" };
  const from = Math.max(Date.parse(meeting.endsAt), nowMs);
  const until = from + minutes * 60_000;
  const next = occupying(bookings).find(
    (booking) => bookingIdOf(booking) !== meeting.bookingId && startOf(booking) < until && endOf(booking) > from,
  );
  if (next !== undefined) return { refused: `the room is booked again at ${next.start}` };
  return { endsAt: new Date(until).toISOString() };
}
