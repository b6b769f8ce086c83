import type { Booking } from "../domain/booking.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { AutoJoin, NoShow } from "../domain/room-state.ts";
import type { Policies } from "../settings/complete.ts";
import { noShowOf, type Presence } from "./no-show.ts";
import { autoJoinPlan, autoLeaveDue } from "./policies.ts";

/** What the room knows of itself when it decides. */
export interface Situation {
  meeting: Meeting | null;
  /** The meeting, or the window, that occupies the room. */
  occupant: Pick<Meeting, "bookingId"> | null;
  aloneSince: string | null;
  settled: readonly string[];
  autoJoin: AutoJoin | null;
  noShow: NoShow | null;
  presence: Presence;
  /** ISO time of the last good reading; null before the first. */
  readAt: string | null;
  /** The devices are known and the clock is right. */
  sound: boolean;
  /** Some calendar cannot be read now. */
  failing: boolean;
  policies: Policies;
  canJoin: (booking: Booking) => boolean;
  canRelease: (booking: Booking) => boolean;
}

/** What the calendar makes the room do now. */
export interface Plan {
  autoJoin: AutoJoin | null;
  /** Join this booking now. */
  join: string | null;
  /** Leave now: the booking is over and nobody else is there. */
  leave: boolean;
  noShow: NoShow | null;
  /** Give this booking back now. */
  release: string | null;
}

/** Joining by itself rests on what was read a day ago, at most. */
const joinDataMs = 24 * 3_600_000;
/** Giving a booking back rests on what was read just now. */
const releaseDataMs = 5 * 60_000;

/** The room's policies, together: a pure function of agenda, situation and time. */
export function planOf(bookings: readonly Booking[], situation: Situation, nowMs: number): Plan {
  const { meeting, occupant, aloneSince, settled, policies, canJoin, canRelease, presence } = situation;
  const ageMs = situation.readAt === null ? Number.POSITIVE_INFINITY : nowMs - Date.parse(situation.readAt);
  const autoJoin = autoJoinPlan(bookings, {
    nowMs,
    policies,
    meeting: occupant,
    settled,
    current: situation.autoJoin,
    trusted: situation.sound && ageMs <= joinDataMs,
    canJoin,
  });
  const noShow = noShowOf(bookings, {
    nowMs,
    policies,
    presence: { ...presence, now: presence.now || occupant !== null },
    fresh: situation.sound && !situation.failing && ageMs <= releaseDataMs,
    settled,
    current: situation.noShow,
    canRelease,
  });
  return {
    autoJoin,
    join: autoJoin !== null && Date.parse(autoJoin.at) <= nowMs ? autoJoin.bookingId : null,
    leave: autoLeaveDue(meeting, aloneSince, policies, nowMs),
    noShow,
    // Only what people have been asked about.
    release: noShow !== null && noShow === situation.noShow && Date.parse(noShow.at) <= nowMs ? noShow.bookingId : null,
  };
}
