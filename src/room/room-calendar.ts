import { randomUUID } from "node:crypto";
import { type Booking, bookingIdOf } from "../domain/booking.ts";
import { messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { availability } from "./policies.ts";
import type { Room } from "./room.ts";

/** The calendar as far as it can be written to. */
export interface CalendarPort {
  readonly canBook: boolean;
  canRelease(booking: Booking): boolean;
  book(booking: { uid: string; title: string; start: string; end: string }, signal: AbortSignal): Promise<void>;
  release(booking: Booking, signal: AbortSignal): Promise<void>;
}

interface RoomCalendarPorts {
  room: Room;
  calendar: CalendarPort;
  settings: Pick<RoomSettings, "room">;
  clock: Clock;
  log: Log;
}

const minuteMs = 60_000;
const writeWithinMs = 15_000;
const titles = { en: "Booked at the room", zh: "现场预订" };

/** What the room itself writes into its calendar. */
export class RoomCalendar {
  readonly #ports: RoomCalendarPorts;

  constructor(ports: RoomCalendarPorts) {
    this.#ports = ports;
  }

  /**
   * Books the room from now on.
   * @throws RoomkeeperError intent.impossible with the reason; CalendarError when the calendar refuses
   */
  async bookNow(minutes: number): Promise<void> {
    const { room, calendar, settings, clock } = this.#ports;
    if (!calendar.canBook) throw impossible("the room's calendar is only read: see calendar.sources in the settings");
    const startMs = Math.floor(clock.now() / minuteMs) * minuteMs;
    const endMs = startMs + minutes * minuteMs;
    const { free, until } = availability(room.model.bookings, clock.now());
    if (!free) throw impossible("the room is booked now");
    if (until !== null && Date.parse(until) < endMs) throw impossible(`the room is booked again at ${until}`);
    await this.#book(titles[settings.room.language], startMs, endMs);
  }

  /** The longer stay, written down where that is possible; it holds in the room in any case. */
  extended(title: string, fromMs: number, toMs: number): void {
    const { calendar, settings, log } = this.#ports;
    if (!calendar.canBook) return;
    this.#book(title === "" ? titles[settings.room.language] : title, fromMs, toMs).catch((error: unknown) =>
      log.warn("the longer stay is not in the calendar", { detail: messageOf(error) }),
    );
  }

  /** Gives a booking back that nobody came to. */
  release(bookingId: string): void {
    const { room, calendar, log } = this.#ports;
    const booking = room.model.bookings.find((one) => bookingIdOf(one) === bookingId);
    room.observe({ type: "settled", bookingId });
    if (booking === undefined) return;
    calendar.release(booking, AbortSignal.timeout(writeWithinMs)).then(
      () => log.info("nobody came: the booking is given back", { booking: bookingId }),
      (error: unknown) =>
        log.warn("the booking cannot be given back", { booking: bookingId, detail: messageOf(error) }),
    );
  }

  #book(title: string, startMs: number, endMs: number): Promise<void> {
    const iso = (ms: number) => new Date(ms).toISOString();
    const booking = { uid: `roomkeeper-${randomUUID()}`, title, start: iso(startMs), end: iso(endMs) };
    return this.#ports.calendar.book(booking, AbortSignal.timeout(writeWithinMs));
  }
}

const impossible = (reason: string) => new RoomkeeperError("intent.impossible", reason);
