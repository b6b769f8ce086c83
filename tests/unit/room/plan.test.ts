import fc from "fast-check";
import { expect, test } from "vitest";
import { readCalendar } from "../../../src/agenda/read-calendar.ts";
import { type Booking, bookingIdOf } from "../../../src/domain/booking.ts";
import type { Meeting } from "../../../src/domain/meeting.ts";
import { type Plan, planOf, type Situation } from "../../../src/room/plan.ts";
import { beginMeeting } from "../../../src/room/reduce-meeting.ts";
import { calendar } from "../agenda/calendar-text.ts";
import { beginning, settings } from "./support.ts";

const minuteMs = 60_000;
const zone = "Europe/Berlin";
const join = { service: "livekit", meetingId: "r", passcode: null, url: "https://meet.example.org/r", native: true };

/** One series of the year, as people make them. */
interface Habit {
  rule: string;
  hour: number;
  minutes: number;
  uid: string;
}

const habit = fc.record({
  rule: fc.constantFrom("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY"),
  hour: fc.integer({ min: 0, max: 23 }),
  minutes: fc.constantFrom(10, 30, 45, 60, 240),
  uid: fc.uuid(),
});

function yearOf(habits: Habit[]): Booking[] {
  const events = habits.map(({ rule, hour, minutes, uid }) => [
    `UID:${uid}`,
    `DTSTART;TZID=${zone}:20260105T${String(hour).padStart(2, "0")}3000`,
    `DURATION:PT${minutes}M`,
    `RRULE:${rule}`,
    "SUMMARY:x",
  ]);
  const text = calendar("PRODID:-//Example//Test//EN", ...events);
  const { bookings } = readCalendar(text, { zone, from: "2026-01-05T00:00:00Z", to: "2027-01-05T00:00:00Z" });
  return bookings.map(({ fields: _, ...booking }) => ({ ...booking, join }));
}

const aroundMs = 20 * minuteMs;

/** The minutes around bookings, each with what is booked then: between them nothing can happen. */
function* momentsOf(bookings: Booking[]): Generator<{ nowMs: number; shown: Booking[] }> {
  const timed = bookings.map((booking) => ({
    booking,
    fromMs: Date.parse(booking.start) - aroundMs,
    toMs: Date.parse(booking.end) + aroundMs,
  }));
  timed.sort((a, b) => a.fromMs - b.fromMs);
  let first = 0;
  for (let nowMs = timed[0]?.fromMs ?? 0; ; nowMs += minuteMs) {
    while (first < timed.length && (timed[first]?.toMs ?? 0) < nowMs) first++;
    const next = timed[first];
    if (next === undefined) return;
    nowMs = Math.max(nowMs, next.fromMs);
    const shown: Booking[] = [];
    for (let index = first; (timed[index]?.fromMs ?? Number.POSITIVE_INFINITY) <= nowMs + aroundMs; index++) {
      const { booking, toMs } = timed[index] as (typeof timed)[number];
      if (toMs >= nowMs) shown.push(booking);
    }
    yield { nowMs, shown };
  }
}

/** Everything that the plan does in a year, minute by minute, with people who come, stay and go as `dice` says. */
function live(bookings: Booking[], dice: () => number) {
  const policies = {
    ...settings.policies,
    noShow: { enabled: true, minutes: 10 },
    autoJoin: { ...settings.policies.autoJoin, enabled: true },
  };
  const startMs = Date.parse("2026-01-05T00:00:00Z");
  const done: { nowMs: number; plan: Plan; before: Situation }[] = [];
  let situation: Situation = {
    meeting: null,
    occupant: null,
    aloneSince: null,
    settled: [],
    autoJoin: null,
    noShow: null,
    presence: { atMs: null, now: false, watchingSinceMs: startMs },
    readAt: new Date(startMs).toISOString(),
    sound: true,
    failing: false,
    policies,
    canJoin: () => true,
    canRelease: () => true,
  };
  for (const { nowMs, shown } of momentsOf(bookings)) {
    const iso = new Date(nowMs).toISOString();
    if (dice() < 0.003) situation = { ...situation, presence: { ...situation.presence, atMs: nowMs }, noShow: null };
    situation = { ...situation, sound: dice() > 0.001, readAt: dice() < 0.9 ? iso : situation.readAt };
    const plan = planOf(shown, situation, nowMs);
    if (plan.join !== null || plan.release !== null || plan.leave) done.push({ nowMs, plan, before: situation });
    situation = { ...situation, autoJoin: plan.autoJoin, noShow: plan.noShow };
    const settle = (id: string) => ({ ...situation, settled: [...situation.settled, id].slice(-100) });
    if (plan.release !== null) situation = settle(plan.release);
    if (plan.join !== null) situation = enter(settle(plan.join), shown, plan.join, nowMs);
    else if (plan.leave || (situation.meeting !== null && dice() < 0.005)) situation = leave(situation);
    else if (situation.meeting !== null && dice() < 0.1) {
      situation = { ...situation, aloneSince: dice() < 0.5 ? (situation.aloneSince ?? iso) : null };
    }
  }
  return done;
}

function enter(situation: Situation, bookings: Booking[], id: string, nowMs: number): Situation {
  const endsAt = bookings.find((booking) => bookingIdOf(booking) === id)?.end ?? null;
  const meeting: Meeting = {
    ...beginMeeting({ ...beginning, bookingId: id, endsAt }, new Date(nowMs).toISOString()),
    phase: "connected",
  };
  return { ...situation, meeting, occupant: meeting, autoJoin: null, noShow: null, aloneSince: null };
}

const leave = (situation: Situation): Situation => ({ ...situation, meeting: null, occupant: null, aloneSince: null });

test("over generated years the room never joins, leaves or gives back against the rules", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(habit, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (habits, stream) => {
        const bookings = yearOf(habits);
        const byId = new Map(bookings.map((booking) => [bookingIdOf(booking), booking]));
        const joined: string[] = [];
        const released: string[] = [];
        for (const { nowMs, plan, before } of live(bookings, () => stream.next().value)) {
          expect([plan.join, plan.release, plan.leave].filter(Boolean)).toHaveLength(1);
          if (plan.join !== null) {
            const booking = byId.get(plan.join);
            const startMs = Date.parse(booking?.start ?? "");
            expect(before.occupant).toBeNull();
            expect(before.sound).toBe(true);
            expect(nowMs - startMs).toBeGreaterThanOrEqual(0);
            expect(nowMs - startMs).toBeLessThan(7 * minuteMs);
            expect(localMinute(startMs)).toBe(30);
            joined.push(plan.join);
          }
          if (plan.release !== null) {
            const booking = byId.get(plan.release);
            expect(before.occupant).toBeNull();
            expect(before.noShow?.bookingId).toBe(plan.release);
            expect(before.presence.atMs ?? 0).toBeLessThan(Date.parse(booking?.start ?? "") - 5 * minuteMs);
            expect(nowMs).toBeLessThan(Date.parse(booking?.end ?? ""));
            expect(nowMs - Date.parse(before.readAt ?? "")).toBeLessThanOrEqual(5 * minuteMs);
            released.push(plan.release);
          }
          if (plan.leave) {
            // Never for the next booking: only after the end, and only when nobody else is there.
            expect(before.aloneSince).not.toBeNull();
            expect(nowMs).toBeGreaterThanOrEqual(Date.parse(before.meeting?.endsAt ?? "") + 5 * minuteMs);
          }
        }
        expect(new Set(joined).size).toBe(joined.length);
        expect(new Set(released).size).toBe(released.length);
      },
    ),
    { numRuns: 15 },
  );
});

test("a weekly meeting is joined at the same time on the clock in the weeks in which it changes", () => {
  const bookings = yearOf([{ rule: "FREQ=WEEKLY;BYDAY=SU,MO", hour: 9, minutes: 30, uid: "u" }]);
  // Everybody leaves at once, and comes again.
  const times = live(bookings, () => 0.004)
    .filter(({ plan }) => plan.join !== null)
    .map(({ nowMs }) => nowMs);
  expect(times.length).toBeGreaterThan(90);
  // The countdown of half a minute begins at the next whole minute here.
  for (const nowMs of times) expect(new Date(nowMs).toLocaleTimeString("de-DE", { timeZone: zone })).toBe("09:31:00");
});

test("the same agenda, situation and time give the same plan, and nothing given is changed", () => {
  const [first] = live(yearOf([{ rule: "FREQ=WEEKLY", hour: 9, minutes: 60, uid: "u" }]), () => 0.5);
  const bookings = yearOf([{ rule: "FREQ=WEEKLY", hour: 9, minutes: 60, uid: "u" }]);
  const given = JSON.stringify([bookings, first?.before]);
  if (first === undefined) throw new TypeError("nothing happened in a year");
  expect(planOf(bookings, first.before, first.nowMs)).toEqual(planOf(bookings, first.before, first.nowMs));
  expect(JSON.stringify([bookings, first.before])).toBe(given);
});

const localMinute = (ms: number) => new Date(ms).getUTCMinutes();
