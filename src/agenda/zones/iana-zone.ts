import { Temporal } from "temporal-polyfill";
import type { Zone } from "./zone.ts";

interface YearOfOffsets {
  /** Instants from which each offset holds; the first is the start of the year in UTC. */
  from: number[];
  offsets: number[];
}

/** Before and after these years each look-up asks the database itself: nobody books rooms there. */
const firstYear = 1900;
const lastYear = 2200;

/** A zone of the IANA database, with the changes of each year looked up once and kept. */
class IanaZone implements Zone {
  readonly id: string;
  readonly #years = new Map<number, YearOfOffsets>();

  constructor(id: string) {
    this.id = id;
  }

  offsetMs(instant: number): number {
    const year = new Date(instant).getUTCFullYear();
    if (!(year >= firstYear && year <= lastYear)) return offsetOf(this.#at(instant));
    const { from, offsets } = this.#year(year);
    let index = from.length - 1;
    while (index > 0 && (from[index] ?? 0) > instant) index--;
    return offsets[index] ?? 0;
  }

  #year(year: number): YearOfOffsets {
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const start = Date.UTC(year, 0);
    const end = Date.UTC(year + 1, 0);
    const found: YearOfOffsets = { from: [start], offsets: [offsetOf(this.#at(start))] };
    let change = this.#at(start).getTimeZoneTransition("next");
    while (change !== null && change.epochMilliseconds < end) {
      found.from.push(change.epochMilliseconds);
      found.offsets.push(offsetOf(change));
      change = change.getTimeZoneTransition("next");
    }
    this.#years.set(year, found);
    return found;
  }

  #at(instant: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.id);
  }
}

const offsetOf = (time: Temporal.ZonedDateTime) => time.offsetNanoseconds / 1e6;

const zones = new Map<string, Zone | null>();
/** An invitation can name any number of zones; what is kept for them is bounded. */
const maxKnown = 2000;

/** The zone of an IANA name in any case, or null. Offsets such as "+01:00" are no names. */
export function ianaZone(name: string): Zone | null {
  if (!/^[A-Za-z][\w+\-/]{1,60}$/.test(name)) return null;
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= maxKnown) zones.clear();
  let zone: Zone | null = null;
  try {
    zone = new IanaZone(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  zones.set(name, zone);
  return zone;
}
