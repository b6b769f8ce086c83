import { beforeEach, describe, expect, test } from "vitest";
import { type Booking, bookingIdOf } from "../../../src/domain/booking.ts";
import { emptyModel, type RoomModel } from "../../../src/room/model.ts";
import { reduce } from "../../../src/room/reducer.ts";
import { beginning, booking } from "./support.ts";

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);
const one = booking();
let model: RoomModel;
const read = (bookings: Booking[], time: string) =>
  reduce(model, { type: "calendar", bookings, readAt: "2026-03-02T10:00:00Z", problems: [] }, at(time));

beforeEach(() => {
  model = emptyModel;
  model = read([one], "09:50:00");
  const meeting = { ...beginning, bookingId: bookingIdOf(one), endsAt: one.end };
  model = reduce(model, { type: "joinBegan", meeting }, at("09:52:00"));
});

describe("the booking of the running meeting", () => {
  test("that has not begun yet is no moved one: people may come early", () => {
    expect(read([one], "09:53:00").meeting).toMatchObject({ bookingChange: null, endsAt: one.end });
  });

  test("made longer or shorter gives the meeting its new end", () => {
    expect(read([booking({ end: "2026-03-02T11:15:00Z" })], "10:20:00").meeting?.endsAt).toBe("2026-03-02T11:15:00Z");
  });

  test("cancelled: said, and the call goes on", () => {
    expect(read([], "10:20:00").meeting).toMatchObject({ bookingChange: "cancelled", endsAt: one.end });
  });

  test("moved away: said for as long as it is away", () => {
    const later = booking({ start: "2026-03-02T15:00:00Z", end: "2026-03-02T16:00:00Z" });
    model = read([later], "10:20:00");
    expect(model.meeting?.bookingChange).toBe("moved");
    expect(read([later], "10:21:00").meeting).toMatchObject({ bookingChange: "moved", endsAt: one.end });
    expect(read([one], "10:22:00").meeting?.bookingChange).toBeNull();
  });

  test("does not cut short what people have extended", () => {
    model = reduce(model, { type: "meetingExtended", endsAt: "2026-03-02T11:30:00Z" }, at("10:40:00"));
    expect(read([one], "10:41:00").meeting?.endsAt).toBe("2026-03-02T11:30:00Z");
  });

  test("a calendar that was never read says nothing about it", () => {
    const unread = reduce(model, { type: "calendar", bookings: [], readAt: null, problems: [] }, at("10:00:00"));
    expect(unread.meeting?.bookingChange).toBeNull();
  });
});
