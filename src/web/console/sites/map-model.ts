/** Where on the earth, in degrees. */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** In CSS pixels from the map's left upper corner. */
export interface Point {
  x: number;
  y: number;
}

/** In CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** What part of the world is drawn: equirectangular, with one parallel where distances are true. */
export interface Camera {
  centre: Coordinates;
  /** CSS pixels for a degree to the north. */
  scale: number;
  /** CSS pixels for a degree to the east are `scale` times this. */
  squeeze: number;
}

/** The land is drawn from 1:110,000,000: nearer than this it shows nothing more. CSS pixels for a degree. */
const largestScale = 160;
/** At least so many degrees are drawn around a single site. */
const leastDegrees = 14;
/** Marks and their words need room at the edges. CSS pixels. */
const margin = 64;
/** No site is north or south of these; the map ends there. Degrees. */
const ends = { north: 84, south: -60 } as const;

/** The part of the world that has all these places in it. Without places: everything. */
export function fitted(places: readonly Coordinates[], size: Size): Camera {
  const [west, east] = ofAll(places, (place) => place.longitude, [-180, 180]);
  const [south, north] = ofAll(places, (place) => place.latitude, [ends.south, ends.north]);
  const centre = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  const squeeze = Math.cos((Math.min(60, Math.abs(centre.latitude)) * Math.PI) / 180);
  const inside = { width: Math.max(1, size.width - 2 * margin), height: Math.max(1, size.height - 2 * margin) };
  const scale = Math.min(
    inside.width / (Math.max(leastDegrees, east - west) * squeeze),
    inside.height / Math.max(leastDegrees, north - south),
  );
  return within({ centre, scale, squeeze }, size);
}

function ofAll(places: readonly Coordinates[], read: (place: Coordinates) => number, otherwise: [number, number]) {
  if (places.length === 0) return otherwise;
  return places
    .map(read)
    .reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)] as [number, number], [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as [number, number]);
}

/** Where a place is drawn. */
export function project({ centre, scale, squeeze }: Camera, size: Size, place: Coordinates): Point {
  return {
    x: size.width / 2 + (place.longitude - centre.longitude) * scale * squeeze,
    y: size.height / 2 + (centre.latitude - place.latitude) * scale,
  };
}

/** Nearer (above 1) or farther (below 1). @param about what stays where it is; the centre without */
export function zoomed(camera: Camera, factor: number, size: Size, about: Coordinates = camera.centre): Camera {
  const scale = clamp(camera.scale * factor, leastScale(camera, size), largestScale);
  const share = camera.scale / scale;
  const centre = {
    latitude: about.latitude + (camera.centre.latitude - about.latitude) * share,
    longitude: about.longitude + (camera.centre.longitude - about.longitude) * share,
  };
  return within({ ...camera, centre, scale }, size);
}

/** Moves what is seen by so many CSS pixels to the east and the south. */
export function moved(camera: Camera, by: Point, size: Size): Camera {
  const centre = {
    latitude: camera.centre.latitude - by.y / camera.scale,
    longitude: camera.centre.longitude + by.x / (camera.scale * camera.squeeze),
  };
  return within({ ...camera, centre }, size);
}

/** Whether the map can go nearer or farther. */
export const canZoom = (camera: Camera, size: Size): { nearer: boolean; farther: boolean } => ({
  nearer: camera.scale < largestScale - 0.01,
  farther: camera.scale > leastScale(camera, size) + 0.01,
});

/** Everything in one look. */
const leastScale = ({ squeeze }: Camera, { width, height }: Size) =>
  Math.min(width / (360 * squeeze), height / (ends.north - ends.south));

/** Keeps the scale within reason, and the world on the map. */
function within(camera: Camera, size: Size): Camera {
  const scale = clamp(camera.scale, leastScale(camera, size), largestScale);
  const [halfWidth, halfHeight] = [size.width / 2 / (scale * camera.squeeze), size.height / 2 / scale];
  return {
    ...camera,
    scale,
    centre: {
      longitude: kept(camera.centre.longitude, -180 + halfWidth, 180 - halfWidth),
      latitude: kept(camera.centre.latitude, ends.south + halfHeight, ends.north - halfHeight),
    },
  };
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
/** In the middle when there is no space to move in. */
const kept = (value: number, low: number, high: number) => (low > high ? (low + high) / 2 : clamp(value, low, high));

export interface Cluster<T> {
  at: Point;
  members: T[];
}

/**
 * Puts marks that would lie upon each other into one. Each group is where its first member is, so that a group keeps its place
 * while what is in it changes its state.
 * @param marks the most important first
 * @param distance CSS pixels between two groups, at least
 */
export function clustered<T>(marks: readonly { at: Point; of: T }[], distance: Size): Cluster<T>[] {
  const groups: Cluster<T>[] = [];
  for (const { at, of } of marks) {
    const near = groups.find(
      (group) => Math.abs(group.at.x - at.x) < distance.width && Math.abs(group.at.y - at.y) < distance.height,
    );
    if (near === undefined) groups.push({ at, members: [of] });
    else near.members.push(of);
  }
  return groups;
}

/** Where the words of a mark are drawn, the best first; those above and below begin or end with the mark. */
const wordSides = ["right", "left", "below-start", "below-end", "above-start", "above-end"] as const;
export type Side = (typeof wordSides)[number] | "none";

/** CSS pixels: the shape of a mark, and its two lines of words. */
const shapePx = 24;
const wordsHeightPx = 36;
/** Of the words' width, what is between them and a mark beside them: not there when they are above or below. */
const besidePx = 10;

interface MarkToName {
  at: Point;
  /** How wide its words are, in CSS pixels. */
  words: number;
}

/**
 * On which side of each mark its words are, so that they hide no mark and no other words; "none" where there is no space.
 * @param marks the most important first
 * @param covered what lies over the map
 */
export function sides(marks: readonly MarkToName[], size: Size, covered: readonly Box[] = []): Side[] {
  const taken = marks.map(({ at }) => box(at.x - shapePx / 2, at.y, shapePx, shapePx));
  return marks.map((mark, index) => {
    const places = wordsAt(mark);
    const free = wordSides.find((side) => {
      const { left, right, top, bottom } = places[side];
      const isInside = left >= 0 && right <= size.width && top >= 0 && bottom <= size.height;
      const isFree = (other: Box, whose: number) => whose === index || !overlap(places[side], other);
      return isInside && taken.every(isFree) && !covered.some((other) => overlap(places[side], other));
    });
    if (free === undefined) return "none";
    taken.push(places[free]);
    return free;
  });
}

/** What a mark's words cover, by the side they are on. */
export function wordsAt({ at: { x, y }, words }: MarkToName): Record<(typeof wordSides)[number], Box> {
  const half = shapePx / 2;
  const alone = Math.max(0, words - besidePx);
  const [start, end] = [x - half, x + half - alone];
  const [above, below] = [y - half - wordsHeightPx / 2, y + half + wordsHeightPx / 2];
  return {
    right: box(x + half, y, words, wordsHeightPx),
    left: box(x - half - words, y, words, wordsHeightPx),
    "below-start": box(start, below, alone, wordsHeightPx),
    "below-end": box(end, below, alone, wordsHeightPx),
    "above-start": box(start, above, alone, wordsHeightPx),
    "above-end": box(end, above, alone, wordsHeightPx),
  };
}

/** In CSS pixels from the map's left upper corner. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const box = (left: number, middle: number, width: number, height: number): Box => ({
  left,
  right: left + width,
  top: middle - height / 2,
  bottom: middle + height / 2,
});
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** About how wide a line is drawn, without drawing it. @param letterPx of a Latin letter; Chinese ones take twice that */
export const widthOf = (text: string, letterPx: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1) * letterPx, 0);
