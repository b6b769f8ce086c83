import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

/** Nobody meets south of here; without Antarctica a map of everything is larger. Degrees. */
const southEnd = -60;

/**
 * The coasts of the world as one SVG path in degrees: x to the east from -180, y to the south from -90. From Natural Earth's
 * 1:110,000,000 (public domain), as the package world-atlas has it.
 */
export function landModule(): string {
  const file = fileURLToPath(import.meta.resolve("world-atlas/land-110m.json"));
  const world = JSON.parse(readFileSync(file, "utf8")) as Topology<{ land: GeometryCollection }>;
  const rings = feature(world, world.objects.land).features.flatMap(({ geometry }) => {
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
    return geometry.type === "Polygon" ? geometry.coordinates : [];
  });
  const path = rings
    .filter((ring) => ring.some(([, latitude = 0]) => latitude > southEnd))
    .flatMap(unbroken)
    .map(pathOf);
  return [
    "/** The land of the world as an SVG path in degrees, from Natural Earth. Made by `npm run generate`. */",
    "export const land =",
    `  "${path.join("")}";`,
    "",
  ].join("\n");
}

/**
 * Land on the 180th meridian jumps from one end of the map to the other: it is drawn at both ends instead, each time as a whole
 * that hangs over.
 */
function unbroken(ring: number[][]): number[][][] {
  let [shift, before] = [0, ring[0]?.[0] ?? 0];
  const whole = ring.map(([x = 0, y = 0]) => {
    if (Math.abs(x - before) > 180) shift += x < before ? 360 : -360;
    before = x;
    return [x + shift, y];
  });
  const moved = (by: number) => whole.map(([x = 0, y = 0]) => [x + by, y]);
  const east = whole.some(([x = 0]) => x > 180);
  const west = whole.some(([x = 0]) => x < -180);
  return [whole, ...(east ? [moved(-360)] : []), ...(west ? [moved(360)] : [])];
}

/** Relative steps in tenths of a degree: half as long as places. */
function pathOf(ring: number[][]): string {
  const points = ring.slice(0, -1).map(([x = 0, y = 0]) => [Math.round(x * 10), Math.round(-y * 10)] as const);
  const [first = [0, 0] as const, ...rest] = points;
  let [atX, atY] = first;
  const steps = rest.flatMap(([x, y]) => {
    const step: [number, number] = [x - atX, y - atY];
    [atX, atY] = [x, y];
    return step[0] === 0 && step[1] === 0 ? [] : [step];
  });
  return `M${degrees(first[0])} ${degrees(first[1])}l${steps.map(([x, y]) => `${degrees(x)} ${degrees(y)}`).join(" ")}z`;
}

const degrees = (tenths: number) => String(tenths / 10).replace(/^(-?)0\./, "$1.");
