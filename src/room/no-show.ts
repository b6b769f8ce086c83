import { type Booking, bookingIdOf } from "../domain/booking.ts";
import type { NoShow } from "../domain/room-state.ts";
import type { Policies } from "../settings/complete.ts";

/** Whether anybody is or was in the room, as far as it can tell. */
export interface Presence {
  /** Last sign of somebody (a touch, a key, a plug, a call), ms; null when there was none. */
  atMs: number | null;
  /** Somebody is there now: a call, a window, an occupancy sensor. */
  now: boolean;
  /** Since when this daemon has looked: before, somebody may have come unseen. */
  watchingSinceMs: number;
}

export interface NoShowContext {
  nowMs: number;
  policies: Pick<Policies, "noShow">;
  presence: Presence;
  /** The calendar was read just now and the clock is right. */
  fresh: boolean;
  settled: readonly string[];
  current: NoShow | null;
  canRelease: (booking: Booking) => boolean;
}

/** People who came a little early are there. */
const earlyMs = 5 * 60_000;
/** The panel asks for this long before anything happens. */
const askMs = 2 * 60_000;

/**
 * The booking that nobody came to, while the panel asks: it is given back at `at` unless somebody shows up. Null for every
 * doubt: old data, a daemon that has just started, two bookings at once, any sign of people.
 */
export function noShowOf(bookings: readonly Booking[], context: NoShowContext): NoShow | null {
  const { nowMs, policies, presence, fresh, settled, current, canRelease } = context;
  if (!policies.noShow.enabled || !fresh || presence.now) return null;
  const running = bookings.filter(
    ({ busy, start, end }) => busy && Date.parse(start) <= nowMs && nowMs < Date.parse(end),
  );
  const [booking, second] = running;
  if (booking === undefined || second !== undefined || booking.allDay) return null;
  const id = bookingIdOf(booking);
  const startMs = Date.parse(booking.start);
  if (settled.includes(id) || !canRelease(booking)) return null;
  if (presence.atMs !== null && presence.atMs >= startMs - earlyMs) return null;
  if (current?.bookingId === id) return current;
  const dueMs = Math.max(startMs, presence.watchingSinceMs) + policies.noShow.minutes * 60_000;
  const atMs = Math.max(dueMs, nowMs + askMs);
  if (nowMs < dueMs - askMs || atMs >= Date.parse(booking.end)) return null;
  return { bookingId: id, title: booking.private ? "" : booking.title, at: new Date(atMs).toISOString() };
}
