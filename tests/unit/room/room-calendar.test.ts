import { beforeEach, describe, expect, test } from "vitest";
import { bookingIdOf } from "../../../src/domain/booking.ts";
import { CalendarError } from "../../../src/domain/errors.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { Room } from "../../../src/room/room.ts";
import { type CalendarPort, RoomCalendar } from "../../../src/room/room-calendar.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { booking, settings } from "./support.ts";

let room: Room;
let written: unknown[];
let calendar: RoomCalendar;
let port: CalendarPort;
let clock: FakeClock;

beforeEach(() => {
  clock = new FakeClock("2026-03-02T09:05:20Z");
  written = [];
  room = new Room({ nowMs: () => clock.now(), view: { settings, canJoin: () => true, canMeet: true } });
  port = {
    canBook: true,
    canRelease: () => true,
    book: (one) => Promise.resolve(void written.push(one)),
    release: ({ uid }) => Promise.resolve(void written.push(uid)),
  };
  calendar = new RoomCalendar({ room, calendar: port, settings, clock, log: silentLog });
  room.observe({ type: "calendar", bookings: [booking()], readAt: "2026-03-02T09:05:00Z", problems: [] });
});

describe("book now", () => {
  test("writes a booking from this minute on", async () => {
    await calendar.bookNow(45);
    const times = { start: "2026-03-02T09:05:00.000Z", end: "2026-03-02T09:50:00.000Z" };
    expect(written).toMatchObject([{ title: "Booked at the room", ...times }]);
  });

  test("only into free time", async () => {
    await expect(calendar.bookNow(60)).rejects.toThrow(/booked again at 2026-03-02T10:00/);
    await clock.advance(60 * 60_000);
    await expect(calendar.bookNow(15)).rejects.toThrow(/booked now/);
    expect(written).toEqual([]);
  });

  test("a calendar that is only read says so", async () => {
    const readOnly = new RoomCalendar({
      room,
      calendar: { ...port, canBook: false },
      settings,
      clock,
      log: silentLog,
    });
    await expect(readOnly.bookNow(15)).rejects.toThrow(/only read/);
  });

  test("what the calendar refuses is told to who asked", async () => {
    port.book = () => Promise.reject(new CalendarError("calendar.refused", "no rights"));
    await expect(calendar.bookNow(15)).rejects.toThrow("no rights");
  });
});

test("a booking is given back once, whatever the calendar answers", async () => {
  port.release = () => Promise.reject(new CalendarError("calendar.refused", "changed meanwhile"));
  calendar.release(bookingIdOf(booking()));
  await clock.advance(0);
  expect(room.model.settled).toEqual([bookingIdOf(booking())]);
});
