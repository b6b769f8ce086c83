import type { PlaceCounts, ShownSite } from "../../../protocol/hub/shown-places.ts";
import { quoted, siteSearch } from "../fleet/search-words.ts";
import type { Coordinates } from "./map-model.ts";

/** How a place can be, by the gravest that is in it; the gravest first. */
export const graves = ["serious", "offline", "fault", "well", "waiting", "empty"] as const;

export type Grave = (typeof graves)[number];

export function graveOf({ rooms, serious, offline, fault, never }: PlaceCounts): Grave {
  if (rooms === 0) return "empty";
  if (serious > 0) return "serious";
  if (offline > 0) return "offline";
  if (fault > 0) return "fault";
  return never === rooms ? "waiting" : "well";
}

const none: PlaceCounts = { rooms: 0, meeting: 0, idle: 0, offline: 0, never: 0, fault: 0, serious: 0 };

/** Counts of several places together. */
export function together(all: readonly PlaceCounts[]): PlaceCounts {
  return all.reduce(
    (sum, one) => ({
      rooms: sum.rooms + one.rooms,
      meeting: sum.meeting + one.meeting,
      idle: sum.idle + one.idle,
      offline: sum.offline + one.offline,
      never: sum.never + one.never,
      fault: sum.fault + one.fault,
      serious: sum.serious + one.serious,
    }),
    none,
  );
}

export type PlacedSite = ShownSite & Coordinates & { id: string };

/** Those that the map can show, those with most rooms first. */
export function placed(sites: readonly ShownSite[]): PlacedSite[] {
  return sites
    .filter((site): site is PlacedSite => site.id !== null && site.latitude !== null && site.longitude !== null)
    .toSorted((a, b) => b.counts.rooms - a.counts.rooms);
}

/** A part of the tree of places, as the list of rooms is asked for it. */
export interface Scope {
  site: string;
  /** Several sites have this name: the id says which. */
  siteId?: string;
  building?: string;
  floor?: string;
}

/**
 * The search that finds the rooms of a place, all of them and no others: what is counted is what is listed.
 * @param state such as `offline`; empty: all of them
 */
export function searchOf({ site, siteId, building, floor }: Scope, state: string): string {
  const words = [state, siteId === undefined ? siteSearch({ name: site }) : `site:${siteId}`];
  if (building !== undefined) words.push(`building:${quoted(building)}`);
  if (floor !== undefined) words.push(/^[\p{L}\p{N}.-]+$/u.test(floor) ? `floor:${floor}` : `floor:${quoted(floor)}`);
  return words.filter((word) => word !== "").join(" ");
}

export interface WrittenCoordinates {
  latitude: string;
  longitude: string;
}

/** A pair that maps copy, "52.5286, 13.3796", put into one field belongs into both; null when it is none. */
export function pairOf(text: string): WrittenCoordinates | null {
  const found = /^\s*(-?\d+(?:\.\d+)?)(?:[,;]\s+|\s+)(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  return found === null ? null : { latitude: found[1] ?? "", longitude: found[2] ?? "" };
}

/** Degrees as people write them. @returns null: nothing is written; NaN: it cannot be used */
export function degreesOf(text: string, most: 90 | 180): number | null {
  const written = text.trim().replace("−", "-").replace(",", ".");
  if (written === "") return null;
  const value = /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : Number.NaN;
  return Math.abs(value) <= most ? value : Number.NaN;
}
