import { type AgendaStart, startAgenda } from "../agenda/start-agenda.ts";
import type { Room } from "../room/room.ts";
import type { RoomSettings } from "../settings/complete.ts";

interface CalendarParts extends Pick<AgendaStart, "recognition" | "stateFolder" | "clock" | "log"> {
  settings: RoomSettings;
}

/** The room's calendar, telling the room what it reads. Returns how to stop it. */
export function startCalendar(room: Room, { settings, ...rest }: CalendarParts): Promise<() => Promise<void>> {
  return startAgenda({
    ...rest,
    sources: settings.calendar.sources,
    zone: settings.room.zone,
    onChange: ({ bookings, readAt, conditions }) =>
      room.observe({ type: "calendar", bookings: [...bookings], readAt, problems: [...conditions] }),
  });
}
