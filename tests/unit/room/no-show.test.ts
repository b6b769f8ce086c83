import { beforeEach, describe, expect, test } from "vitest";
import { bookingIdOf } from "../../../src/domain/booking.ts";
import type { NoShow } from "../../../src/domain/room-state.ts";
import { type NoShowContext, noShowOf } from "../../../src/room/no-show.ts";
import { booking, settings } from "./support.ts";

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);
const one = booking();
const policies = { ...settings.policies, noShow: { enabled: true, minutes: 10 } };
let context: NoShowContext;

beforeEach(() => {
  context = {
    nowMs: at("10:08:00"),
    policies,
    presence: { atMs: null, now: false, watchingSinceMs: at("00:00:00") },
    fresh: true,
    settled: [],
    current: null,
    canRelease: () => true,
  };
});
const asked = (change: Partial<NoShowContext> = {}, bookings = [one]): NoShow | null =>
  noShowOf(bookings, { ...context, ...change });

describe("a booking that nobody came to", () => {
  test("is asked about two minutes before it would be given back, not earlier", () => {
    expect(asked({ nowMs: at("10:07:59") })).toBeNull();
    expect(asked()).toMatchObject({ bookingId: bookingIdOf(one), at: "2026-03-02T10:10:00.000Z" });
  });

  test("keeps its time once people have been asked", () => {
    const first = asked();
    expect(asked({ nowMs: at("10:09:30"), current: first })).toBe(first);
  });

  test("is not given back without two minutes of asking, however late the room learns of it", () => {
    expect(asked({ nowMs: at("10:20:00") })?.at).toBe("2026-03-02T10:22:00.000Z");
  });

  test("of a private meeting says no title", () => {
    expect(asked({}, [booking({ private: true })])?.title).toBe("");
  });
});

describe("is kept", () => {
  test.each<[string, Partial<NoShowContext>]>([
    ["when the policy is off", { policies: { ...policies, noShow: { enabled: false, minutes: 10 } } }],
    ["on old data", { fresh: false }],
    ["while somebody is there", { presence: { atMs: null, now: true, watchingSinceMs: 0 } }],
    [
      "when somebody touched something since it began",
      { presence: { atMs: at("10:01:00"), now: false, watchingSinceMs: 0 } },
    ],
    ["when somebody came a little early", { presence: { atMs: at("09:56:00"), now: false, watchingSinceMs: 0 } }],
    ["when it was joined or declined", { settled: [bookingIdOf(one)] }],
    ["in a calendar that is only read", { canRelease: () => false }],
    ["when so little of it is left that nobody gains", { nowMs: at("10:43:30") }],
    ["by a daemon that has just started", { presence: { atMs: null, now: false, watchingSinceMs: at("10:05:00") } }],
  ])("%s", (_, change) => {
    expect(asked(change)).toBeNull();
  });

  test("a sign of somebody at the meeting before is none for this one", () => {
    expect(asked({ presence: { atMs: at("09:54:00"), now: false, watchingSinceMs: 0 } })).not.toBeNull();
  });

  test("when two are booked at once, all day, or without taking the room", () => {
    expect(asked({}, [one, booking({ uid: "u2" })])).toBeNull();
    expect(asked({}, [booking({ allDay: true })])).toBeNull();
    expect(asked({}, [booking({ busy: false })])).toBeNull();
  });
});
