import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { CalendarSourceSettings } from "../settings/calendar.ts";
import { readSecret } from "../settings/secret.ts";
import { Agenda, type AgendaSnapshot } from "./agenda.ts";
import { AgendaStore } from "./agenda-store.ts";
import { createSources } from "./create-sources.ts";
import { Expander } from "./expander.ts";
import type { RecognitionSettings } from "./recognition/types.ts";

export interface AgendaStart {
  sources: readonly CalendarSourceSettings[];
  /** IANA name of the room's zone. */
  zone: string;
  /** What the administrator adds to the table of meeting services. */
  recognition: RecognitionSettings;
  /** Where the last good agenda survives a restart. */
  stateFolder: string;
  clock: Clock;
  log: Log;
  onChange: (snapshot: AgendaSnapshot) => void;
}

/** The room's calendar; it looks at nothing before it is started. */
export interface RunningAgenda extends Pick<Agenda, "canBook" | "canRelease" | "book" | "release"> {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function makeAgenda(options: AgendaStart): RunningAgenda {
  const { sources, zone, recognition, stateFolder, clock, log, onChange } = options;
  const expander = new Expander({ clock });
  const context = {
    zone,
    recognition,
    clock,
    log,
    fetch: globalThis.fetch,
    read: (input: Parameters<Expander["read"]>[0]) => expander.read(input),
    readSecret,
  };
  const agenda = new Agenda({
    sources: createSources(sources, context),
    clock,
    log,
    store: new AgendaStore(stateFolder),
    onChange,
  });
  return {
    canBook: agenda.canBook,
    canRelease: (booking) => agenda.canRelease(booking),
    book: (booking, signal) => agenda.book(booking, signal),
    release: (booking, signal) => agenda.release(booking, signal),
    start: () => agenda.start(),
    async stop() {
      await agenda.stop();
      await expander.close();
    },
  };
}
