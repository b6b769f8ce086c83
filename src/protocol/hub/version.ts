/** Protocol versions that one side speaks, both ends included. */
export interface VersionRange {
  min: number;
  max: number;
}

/** What this build speaks. Raise `max` with each addition that the other side must know about; `min` when support ends. */
export const spokenVersions: VersionRange = { min: 1, max: 1 };

export type Negotiated = { version: number } | { version: null; older: "room" | "hub" };

/** The highest version that both speak; when there is none, which side has to be updated. */
export function negotiate(room: VersionRange, hub: VersionRange): Negotiated {
  const version = Math.min(room.max, hub.max);
  if (version >= room.min && version >= hub.min) return { version };
  return { version: null, older: room.max < hub.min ? "room" : "hub" };
}
