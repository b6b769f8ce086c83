import { basename } from "node:path";
import type { CalendarSourceSettings } from "../settings/calendar.ts";
import { CalDavCalendar } from "./sources/caldav/caldav-calendar.ts";
import { hostOf } from "./sources/http.ts";
import { IcsFeed } from "./sources/ics-feed.ts";
import { IcsFile } from "./sources/ics-file.ts";
import { ServiceCalendar } from "./sources/service-calendar.ts";
import type { CalendarSource, SourceContext } from "./sources/source.ts";

const pollSeconds = 45;
/** A look at a file's time costs nothing. */
const filePollSeconds = 5;

/** The sources that the settings name, each with a name of its own. */
export function createSources(settings: readonly CalendarSourceSettings[], context: SourceContext): CalendarSource[] {
  const taken = new Set<string>();
  return settings.map((source) => {
    const wanted = source.name ?? nameFrom(source);
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
    taken.add(name);
    return createSource(source, name, context);
  });
}

function createSource(source: CalendarSourceSettings, name: string, context: SourceContext): CalendarSource {
  const pollMs = (source.pollSeconds ?? pollSeconds) * 1000;
  switch (source.kind) {
    case "ics":
      if (source.file === undefined) return new IcsFeed({ ...source, name, pollMs }, context);
      return new IcsFile({ name, file: source.file, pollMs: (source.pollSeconds ?? filePollSeconds) * 1000 }, context);
    case "caldav":
      return new CalDavCalendar({ ...source, name, pollMs }, context);
    case "google":
      return new ServiceCalendar({ name, pollMs, write: source.write }, () => loadGoogle(source, context), context);
    case "microsoft":
      return new ServiceCalendar({ name, pollMs, write: source.write }, () => loadGraph(source, context), context);
  }
}

type Of<Kind> = Extract<CalendarSourceSettings, { kind: Kind }>;

async function loadGoogle(source: Of<"google">, context: SourceContext) {
  const { GoogleService } = await import("./sources/google/google-service.ts");
  return new GoogleService(source, context);
}

async function loadGraph(source: Of<"microsoft">, context: SourceContext) {
  const { GraphService } = await import("./sources/microsoft/graph-service.ts");
  return new GraphService(source, context);
}

function nameFrom(source: CalendarSourceSettings): string {
  switch (source.kind) {
    case "ics":
      return source.file === undefined ? hostOf(source.url ?? "") : basename(source.file);
    case "caldav":
      return source.calendar ?? hostOf(source.url);
    case "google":
      return source.calendarId;
    case "microsoft":
      return source.mailbox;
  }
}
