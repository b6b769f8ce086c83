import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bookingIdOf } from "../../../src/domain/booking.ts";
import type { Meeting } from "../../../src/domain/meeting.ts";
import { autoJoinPlan, autoLeaveDue, availability, extension, whyNoJoin } from "../../../src/room/policies.ts";
import { beginMeeting } from "../../../src/room/reduce-meeting.ts";
import { beginning, booking, settings } from "./support.ts";

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);
const join = { policies: settings.policies, meeting: null, canJoin: (): boolean => true };
const meeting = (change: Partial<Meeting> = {}): Meeting => ({
  ...beginMeeting(beginning, "2026-03-02T10:00:00Z"),
  phase: "connected",
  ...change,
});

describe("the Join button", () => {
  test.each([
    ["is not there eleven minutes before", "09:49:00", "too-early"],
    ["is there ten minutes before", "09:50:00", null],
    ["is there until the end", "10:44:59", null],
    ["is gone at the end", "10:45:00", "over"],
  ])("%s", (_, time, reason) => {
    expect(whyNoJoin(booking(), { ...join, nowMs: at(time) })).toBe(reason);
  });

  test.each([
    ["no link", booking({ join: null }), {}, "no-link"],
    [
      "a service with its own client",
      booking({ join: { service: "teams", meetingId: null, passcode: null, url: "https://t.example", native: false } }),
      { canJoin: (): boolean => false },
      "assisted",
    ],
    ["no service for a native link", booking(), { canJoin: (): boolean => false }, "not-configured"],
    ["another meeting runs", booking(), { meeting: meeting() }, "in-meeting"],
    ["this very meeting runs", booking(), { meeting: meeting({ bookingId: bookingIdOf(booking()) }) }, "already-in"],
  ] as const)("is missing and says why: %s", (_, entry, change, reason) => {
    expect(whyNoJoin(entry, { ...join, nowMs: at("10:00:00"), ...change })).toBe(reason);
  });
});

describe("auto-join", () => {
  const auto = { ...join, settled: [], current: null, trusted: true };
  const plan = (time: string, change = {}, bookings = [booking()]) =>
    autoJoinPlan(bookings, { ...auto, nowMs: at(time), ...change });

  test("counts down before the start and joins at the start", () => {
    expect(plan("09:59:29")).toBeNull();
    expect(plan("09:59:30")).toMatchObject({ at: "2026-03-02T10:00:00.000Z" });
  });

  test("a room that starts late gives people the whole countdown", () => {
    expect(plan("10:02:00")).toMatchObject({ at: "2026-03-02T10:02:30.000Z" });
    expect(plan("10:05:00")).toBeNull();
  });

  test("the countdown does not start anew with each look", () => {
    const first = plan("10:02:00");
    expect(plan("10:02:10", { current: first })).toEqual(first);
  });

  test.each([
    ["in a meeting", { meeting: meeting() }],
    ["declined or left before", { settled: [bookingIdOf(booking())] }],
    ["the clock is wrong", { trusted: false }],
    [
      "the policy says no",
      { policies: { ...settings.policies, autoJoin: { ...settings.policies.autoJoin, enabled: false } } },
    ],
    ["no service lets us in", { canJoin: (): boolean => false }],
  ])("does not happen: %s", (_, change) => {
    expect(plan("09:59:45", change)).toBeNull();
  });

  test("two bookings at once: people must choose", () => {
    expect(plan("09:59:45", {}, [booking(), booking({ uid: "u2", join: null })])).toBeNull();
  });

  test("never while in a meeting, never for what was declined, at any time", () => {
    const time = fc.integer({ min: at("09:00:00"), max: at("11:30:00") });
    fc.assert(
      fc.property(time, fc.boolean(), fc.boolean(), (nowMs, inMeeting, declined) => {
        const settled = declined ? [bookingIdOf(booking())] : [];
        const planned = autoJoinPlan([booking()], { ...auto, nowMs, settled, meeting: inMeeting ? meeting() : null });
        if (planned === null) return;
        expect(inMeeting || declined).toBe(false);
        expect(Date.parse(planned.at)).toBeGreaterThanOrEqual(at("10:00:00"));
        expect(Date.parse(planned.at) - nowMs).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});

describe("auto-leave", () => {
  const ends = meeting({ endsAt: "2026-03-02T10:45:00Z" });
  const policies = { autoLeaveMinutes: 5 };

  test("never while somebody else is there, however late", () => {
    expect(autoLeaveDue(ends, null, policies, at("23:00:00"))).toBe(false);
  });

  test("five minutes after the end and five minutes alone", () => {
    expect(autoLeaveDue(ends, "2026-03-02T10:48:00Z", policies, at("10:52:59"))).toBe(false);
    expect(autoLeaveDue(ends, "2026-03-02T10:48:00Z", policies, at("10:53:00"))).toBe(true);
    expect(autoLeaveDue(ends, "2026-03-02T10:00:00Z", policies, at("10:49:59"))).toBe(false);
  });

  test("never when switched off, without a booked end, or while reconnecting", () => {
    const alone = "2026-03-02T10:00:00Z";
    expect(autoLeaveDue(ends, alone, { autoLeaveMinutes: 0 }, at("12:00:00"))).toBe(false);
    expect(autoLeaveDue(meeting(), alone, policies, at("12:00:00"))).toBe(false);
    expect(autoLeaveDue({ ...ends, phase: "reconnecting" }, alone, policies, at("12:00:00"))).toBe(false);
  });
});

describe("free and busy", () => {
  test("bookings that touch are one stretch", () => {
    const next = booking({ uid: "u2", start: "2026-03-02T10:45:00Z", end: "2026-03-02T11:30:00Z" });
    expect(availability([booking(), next], at("10:10:00"))).toEqual({ free: false, until: "2026-03-02T11:30:00.000Z" });
  });

  test("a booking that does not occupy the room does not count", () => {
    expect(availability([booking({ busy: false })], at("10:10:00"))).toEqual({ free: true, until: null });
  });

  test("free until the next one", () => {
    expect(availability([booking()], at("09:00:00"))).toEqual({ free: true, until: "2026-03-02T10:00:00.000Z" });
  });
});

describe("extending", () => {
  const own = booking();
  const running = meeting({ bookingId: bookingIdOf(own), endsAt: own.end });

  test("into free time, from the booked end", () => {
    expect(extension(running, [own], 15, at("10:30:00"))).toEqual({ endsAt: "2026-03-02T11:00:00.000Z" });
  });

  test("never into the next booking, and says when that is", () => {
    const next = booking({ uid: "u2", start: "2026-03-02T10:55:00Z", end: "2026-03-02T11:30:00Z" });
    expect(extension(running, [own, next], 15, at("10:30:00"))).toEqual({ refused: expect.stringContaining("10:55") });
    expect(extension(running, [own, next], 10, at("10:30:00"))).toEqual({ endsAt: "2026-03-02T10:55:00.000Z" });
  });
});
