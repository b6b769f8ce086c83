import type { ShownValueChange } from "./shown-settings.ts";

/** Rooms of a place. Each is in one of the first four; those with faults are in one of them as well. */
export interface PlaceCounts {
  rooms: number;
  meeting: number;
  idle: number;
  offline: number;
  /** Waits to be claimed. */
  never: number;
  /** With a fault of any severity; `serious` are among them. */
  fault: number;
  serious: number;
}

export interface ShownFloor {
  /** Empty: the room names none. */
  name: string;
  counts: PlaceCounts;
}

export interface ShownBuilding {
  /** Empty: the room names none. */
  name: string;
  counts: PlaceCounts;
  floors: ShownFloor[];
}

export interface ShownSite {
  /** Null: the rooms that are of no site. */
  id: string | null;
  name: string;
  address: string;
  /** IANA time zone; empty: not told. */
  zone: string;
  /** Degrees; null: not told. */
  latitude: number | null;
  longitude: number | null;
  counts: PlaceCounts;
  buildings: ShownBuilding[];
}

/** Sites by name, rooms without one at the end. */
export interface PlaceList {
  sites: ShownSite[];
}

/** Why a site or group must not be removed now: a roll-out of its settings is under way, a partner has been assigned it. */
export type PlaceObstacle = "rolling-out" | "granted";

/** What removing a site or group would do. */
export interface ShownRemoval {
  /** How many rooms are in it, and the first of them by name. */
  rooms: number;
  named: { id: string; name: string }[];
  /** In so many of them settings change, and which. */
  changed: number;
  changes: ShownValueChange[];
  /** Groups of a site: they go where its rooms go. */
  groups: { id: string; name: string }[];
  /** It has settings of its own, which go with it. */
  hasSettings: boolean;
  obstacles: PlaceObstacle[];
}
