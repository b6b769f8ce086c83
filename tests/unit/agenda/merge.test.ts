import { expect, test } from "vitest";
import { mergeBookings } from "../../../src/agenda/merge.ts";
import { booking } from "./booking.ts";

const join = { service: "livekit", meetingId: "a", passcode: null, url: null, native: true };

test("the same occurrence from two sources is one booking, with the meeting of either", () => {
  const merged = mergeBookings([[booking()], [booking({ join, title: "Talk (full)" })]]);
  expect(merged).toEqual([booking({ join })]);
});

test("the same title at the same time from another source is the same meeting, whatever its UID", () => {
  expect(mergeBookings([[booking()], [booking({ uid: "other", title: " talk " })]])).toHaveLength(1);
});

test("a double booking in one calendar stays a double booking", () => {
  expect(mergeBookings([[booking(), booking({ uid: "other" })]])).toHaveLength(2);
});

test("occurrences of one series are different bookings", () => {
  const first = booking({ occurrence: "2026-03-02T10:00:00.000Z" });
  const second = booking({ occurrence: "2026-03-09T10:00:00.000Z", start: "2026-03-09T10:00:00.000Z" });
  expect(mergeBookings([[first, second], [second]])).toEqual([first, second]);
});

test("what one source calls private is private", () => {
  expect(mergeBookings([[booking()], [booking({ private: true })]])[0]?.private).toBe(true);
});
