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

/** Starts the room's calendar. Returns how to stop it. */
export async function startAgenda(options: AgendaStart): Promise<() => Promise<void>> {
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
  await agenda.start();
  return async () => {
    await agenda.stop();
    await expander.close();
  };
}
