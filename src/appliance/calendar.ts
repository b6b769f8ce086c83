import { Agenda } from "../agenda/agenda.ts";
import { AgendaStore } from "../agenda/agenda-store.ts";
import { Expander } from "../agenda/expander.ts";
import type { RecognitionSettings } from "../agenda/recognition/types.ts";
import { sourcesOf } from "../agenda/sources/sources-of.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Room } from "../room/room.ts";
import type { RoomSettings } from "../settings/complete.ts";
import { readSecret } from "../settings/secret.ts";

interface CalendarPorts {
  room: Room;
  settings: RoomSettings;
  recognition: RecognitionSettings;
  stateFolder: string;
  log: Log;
  clock: Clock;
}

/**
 * The room's calendar, telling the room what it reads.
 * @returns how to stop
 */
export function startCalendar({
  room,
  settings,
  recognition,
  stateFolder,
  log,
  clock,
}: CalendarPorts): () => Promise<void> {
  const expander = new Expander({ clock });
  const sources = sourcesOf(settings.calendar.sources, {
    zone: settings.room.zone,
    recognition,
    clock,
    log,
    fetch: globalThis.fetch,
    read: (input) => expander.read(input),
    readSecret,
  });
  const agenda = new Agenda({
    sources,
    clock,
    log,
    store: new AgendaStore(stateFolder),
    onChange: ({ bookings, readAt, conditions }) =>
      room.observe({ type: "calendar", bookings: [...bookings], readAt, problems: [...conditions] }),
  });
  void agenda.start();
  return async () => {
    await agenda.stop();
    await expander.close();
  };
}
