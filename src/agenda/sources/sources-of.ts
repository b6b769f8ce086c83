import { CalendarError } from "../../domain/errors.ts";
import type { CalendarSourceSettings } from "../../settings/calendar.ts";
import { IcsFeed } from "./ics-feed.ts";
import { IcsFile } from "./ics-file.ts";
import type { CalendarSource, SourceContext } from "./source.ts";

/** The configured sources; those without a name get one of their kind and place. */
export function sourcesOf(settings: readonly CalendarSourceSettings[], context: SourceContext): CalendarSource[] {
  return settings.map((source, index) => sourceOf(source, source.name ?? `${source.kind}-${index + 1}`, context));
}

function sourceOf(settings: CalendarSourceSettings, name: string, context: SourceContext): CalendarSource {
  if (settings.kind !== "ics") {
    throw new CalendarError("calendar.unreachable", `calendar ${name}: ${settings.kind} is not known to this version`);
  }
  const { pollSeconds, file } = settings;
  if (file !== undefined) return new IcsFile({ name, file, pollMs: (pollSeconds ?? 5) * 1000 }, context);
  return new IcsFeed({ ...settings, name, pollMs: (pollSeconds ?? 45) * 1000 }, context);
}
