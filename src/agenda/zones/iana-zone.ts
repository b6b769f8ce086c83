import { Temporal } from "temporal-polyfill";
import { IANA_ALIAS_MAP } from "windows-iana";
import type { Zone } from "./zone.ts";

/** A stretch of time with one offset: from inclusive, to exclusive. */
interface Stretch {
  from: number;
  to: number;
  offsetMs: number;
}

/** Before, clocks showed local mean time; it is taken to hold since ever. */
const firstInstant = Date.UTC(1900, 0);
/** After, the calendar's cycle of 400 years begins again. */
const lastInstant = Date.UTC(2400, 0);
const cycleMs = 146_097 * 86_400_000;

/** A zone of the IANA database, with the changes of each year looked up once and kept. */
class IanaZone implements Zone {
  readonly id: string;
  readonly #years = new Map<number, Stretch[]>();
  #last: Stretch = { from: 0, to: 0, offsetMs: 0 };

  constructor(id: string) {
    this.id = id;
  }

  offsetMs(instant: number): number {
    if (instant >= this.#last.from && instant < this.#last.to) return this.#last.offsetMs;
    const known = withinKnown(instant);
    const year = new Date(known).getUTCFullYear();
    const stretches = this.#year(year);
    const stretch = stretches.find(({ to }) => known < to) ?? this.#last;
    if (known === instant) this.#last = stretch;
    return stretch.offsetMs;
  }

  #year(year: number): Stretch[] {
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const end = Date.UTC(year + 1, 0);
    const stretches: Stretch[] = [];
    let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0)).toZonedDateTimeISO(this.id);
    while (at.epochMilliseconds < end) {
      const next = at.getTimeZoneTransition("next");
      const to = Math.min(end, next?.epochMilliseconds ?? end);
      stretches.push({ from: at.epochMilliseconds, to, offsetMs: at.offsetNanoseconds / 1e6 });
      if (next === null) break;
      at = next;
    }
    this.#years.set(year, stretches);
    return stretches;
  }
}

function withinKnown(instant: number): number {
  if (instant < firstInstant) return firstInstant;
  return instant < lastInstant ? instant : lastInstant - cycleMs + ((instant - lastInstant) % cycleMs);
}

/** Names of the database that neither ICU nor the CLDR aliases list. */
const more = ["CET", "EET", "MET", "WET", "America/Montreal", "Europe/Kyiv", "Pacific/Kanton"];

/** Every name in lower case. Asking the engine about names that do not exist costs most of a millisecond each. */
const names = new Set(
  [...Intl.supportedValuesOf("timeZone"), ...IANA_ALIAS_MAP.flatMap(({ alias }) => alias), ...more].map((name) =>
    name.toLowerCase(),
  ),
);

const zones = new Map<string, Zone | null>();

/** The zone of an IANA name in any case, or null. */
export function ianaZone(name: string): Zone | null {
  const key = name.toLowerCase();
  if (!names.has(key)) return null;
  const known = zones.get(key);
  if (known !== undefined) return known;
  const zone = load(name);
  zones.set(key, zone);
  return zone;
}

/** Null for a name that this engine's database does not have. */
function load(name: string): Zone | null {
  try {
    return new IanaZone(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
