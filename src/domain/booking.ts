/** A meeting that a booking leads to, as recognition found it. `url` never leaves the daemon: it can carry secrets. */
export interface JoinTarget {
  service: string;
  meetingId: string | null;
  passcode: string | null;
  url: string | null;
  /** True when the room gets in by itself, without a browser. */
  native: boolean;
}

/** One occurrence in the room's calendar. Times are ISO 8601 in UTC. */
export interface Booking {
  uid: string;
  /** Original start of the occurrence, or "single" for what does not repeat: identity is uid + occurrence, so a moved meeting stays the same one. */
  occurrence: string;
  title: string;
  organiser: string | null;
  start: string;
  end: string;
  allDay: boolean;
  status: "confirmed" | "tentative";
  private: boolean;
  /** False when it does not occupy the room ("free"). */
  busy: boolean;
  join: JoinTarget | null;
}

/** Stable, opaque, safe to show: what a page sends back as `bookingId`. */
export function bookingIdOf(booking: Pick<Booking, "uid" | "occurrence">): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${booking.uid}\n${booking.occurrence}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `b${hash.toString(16).padStart(16, "0")}`;
}
