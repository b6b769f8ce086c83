import type { Booking } from "../../../src/domain/booking.ts";

/** A booking with what a test cares about, and something harmless for the rest. */
export const booking = (given: Partial<Booking> = {}): Booking => ({
  uid: "u@example.com",
  occurrence: "single",
  title: "Talk",
  organiser: null,
  start: "2026-03-02T10:00:00.000Z",
  end: "2026-03-02T11:00:00.000Z",
  allDay: false,
  status: "confirmed",
  private: false,
  busy: true,
  join: null,
  ...given,
});
