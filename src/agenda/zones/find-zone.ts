import { minuteMs } from "../recurrence/wall-time.ts";
import { ianaZone } from "./iana-zone.ts";
import { ianaOfDisplay, ianaOfPlaces, ianaOfWindows, splitDisplay } from "./windows-zones.ts";
import { fixedZone, utc, type Zone } from "./zone.ts";

/**
 * The zone that a TZID surely names, without looking into the file: an IANA name (bare or behind a vendor's prefix such as
 * "/mozilla.org/20050126_1/"), a Windows name, a display name of Windows. Null: the file's own VTIMEZONE has the word.
 */
export function knownZone(tzid: string): Zone | null {
  const name = unquote(tzid);
  if (/^(Z|UTC|GMT|Etc\/UTC|(\/|tzone:\/\/).*\/(UTC|GMT))$/i.test(name)) return utc;
  const spelled = name.replace(/ /g, "_");
  const iana = name.includes("/") ? (ianaZone(spelled) ?? behindPrefix(spelled)) : null;
  return iana ?? named(ianaOfWindows(name)) ?? named(ianaOfDisplay(name));
}

/** The zone that a TZID probably names; for when the file does not define it either. */
export function guessedZone(tzid: string): Zone | null {
  const name = unquote(tzid);
  const { offsetMinutes, rest } = splitDisplay(name);
  for (const place of [...ianaOfPlaces(name), ...sameLastName(rest)]) {
    const zone = ianaZone(place);
    if (zone !== null && (offsetMinutes === null || standardOffsetMinutes(zone) === offsetMinutes)) return zone;
  }
  const offset = offsetMinutes ?? offsetOf(name);
  return ianaZone(name.replace(/ /g, "_")) ?? (offset === null ? null : fixedZone(name, offset * minuteMs));
}

const named = (iana: string | null) => (iana === null ? null : ianaZone(iana));

const unquote = (tzid: string) => tzid.replace(/^["'\s]+|["'\s]+$/g, "");

/** "/freeassociation.sourceforge.net/Tzfile/America/Argentina/Salta": the longest end that is a zone's name. */
function behindPrefix(name: string): Zone | null {
  const parts = name.split("/").filter((part) => part !== "");
  for (const count of [3, 2]) {
    if (parts.length <= count && !name.startsWith("/")) continue;
    const zone = parts.length >= count ? ianaZone(parts.slice(-count).join("/")) : null;
    if (zone !== null) return zone;
  }
  return null;
}

const regions = ["Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"];

function sameLastName(rest: string): string[] {
  const places = rest.split(",").map((place) => place.trim().replace(/ /g, "_"));
  return places.slice(0, 8).flatMap((place) => regions.map((region) => `${region}/${place}`));
}

/** Offset outside summer time: the smaller of January's and July's. */
function standardOffsetMinutes(zone: Zone): number {
  const year = 2026;
  return Math.min(zone.offsetMs(Date.UTC(year, 0, 15)), zone.offsetMs(Date.UTC(year, 6, 15))) / minuteMs;
}

function offsetOf(name: string): number | null {
  const match = /^(?:UTC|GMT)?\s*([+\-−])(\d{1,2})[:.]?(\d{2})?$/i.exec(name);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 18 * 60 ? null : match[1] === "+" ? minutes : -minutes;
}
