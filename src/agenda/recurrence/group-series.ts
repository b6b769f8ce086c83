import type { CalendarEvent } from "../ics/event.ts";
import { instantOfTime } from "../ics/event-time.ts";
import type { Series } from "./series.ts";

/** Sorts the events of a calendar into series by UID, and keeps the newest version of each. */
export function groupSeries(events: CalendarEvent[]): Series[] {
  const byUid = new Map<string, CalendarEvent[]>();
  for (const event of events) {
    const known = byUid.get(event.uid);
    if (known === undefined) byUid.set(event.uid, [event]);
    else known.push(event);
  }
  return [...byUid.values()].flatMap(seriesOf);
}

function seriesOf(events: CalendarEvent[]): Series[] {
  const masters = newestMasters(events.filter((event) => event.replaces === null));
  const overrides = new Map<string, CalendarEvent>();
  for (const event of events) {
    if (event.replaces === null) continue;
    const { time } = event.replaces;
    const key = time.dateOnly ? `day ${time.wall}` : `at ${instantOfTime(time)}`;
    const known = overrides.get(key);
    if (known === undefined || compareVersions(event, known) >= 0) overrides.set(key, event);
  }
  const [first, ...others] = masters;
  const series: Series[] = others.map((master) => ({ master, overrides: [] }));
  return [{ master: first ?? null, overrides: [...overrides.values()] }, ...series];
}

/**
 * The newest version (RFC 5546 §2.1.5: SEQUENCE, then DTSTAMP). Where nothing says which of two is newer and they are at
 * different times, both are kept: some writers give every event the same UID, and wrongly free is worse.
 */
function newestMasters(masters: CalendarEvent[]): CalendarEvent[] {
  const newest = masters.reduce<CalendarEvent | undefined>(
    (best, event) => (best === undefined || compareVersions(event, best) >= 0 ? event : best),
    undefined,
  );
  if (newest === undefined) return [];
  const byStart = new Map<number, CalendarEvent>();
  for (const event of masters) {
    if (compareVersions(event, newest) === 0) byStart.set(instantOfTime(event.start), event);
  }
  byStart.delete(instantOfTime(newest.start));
  return [newest, ...byStart.values()];
}

function compareVersions(a: CalendarEvent, b: CalendarEvent): number {
  return a.sequence - b.sequence || a.stamp - b.stamp || a.modified - b.modified;
}
