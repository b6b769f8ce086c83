import { type AgendaStart, makeAgenda, type RunningAgenda } from "../agenda/start-agenda.ts";
import type { Room } from "../room/room.ts";
import { RoomCalendar } from "../room/room-calendar.ts";
import type { RoomSettings } from "../settings/complete.ts";

interface CalendarParts extends Pick<AgendaStart, "recognition" | "stateFolder" | "clock" | "log"> {
  settings: RoomSettings;
}

/** The room's calendar, telling the room what it reads, and what the room writes into it. */
export function calendarOf(room: Room, parts: CalendarParts): { agenda: RunningAgenda; calendar: RoomCalendar } {
  const { settings, ...rest } = parts;
  const agenda = makeAgenda({
    ...rest,
    sources: settings.calendar.sources,
    zone: settings.room.zone,
    onChange: ({ bookings, readAt, conditions }) =>
      room.observe({ type: "calendar", bookings: [...bookings], readAt, problems: [...conditions] }),
  });
  const { clock, log } = parts;
  return { agenda, calendar: new RoomCalendar({ room, calendar: agenda, settings, clock, log }) };
}
