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
