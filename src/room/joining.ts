import type { MeetingTarget } from "../services/service.ts";

/** Where a join leads and how it is told. */
export interface Joining {
  target: MeetingTarget;
  title: string;
  bookingId: string | null;
  endsAt: string | null;
}
