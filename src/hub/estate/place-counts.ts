import type { PlaceCounts, ShownBuilding, ShownSite } from "../../protocol/hub/shown-places.ts";
import { type FleetRoom, statusOf, troubleOf } from "./room-row.ts";

export type NamedSite = Omit<ShownSite, "id" | "counts" | "buildings"> & { id: string };

interface Node {
  counts: PlaceCounts;
  within: Map<string, Node>;
}

/**
 * Sites with their buildings and floors, and how many of their rooms are in which state; one pass over the rooms.
 * @param rooms those that the asker may see
 * @param sites those to be told, also without rooms; rooms of others count as rooms without a site
 */
export function countPlaces(rooms: Iterable<FleetRoom>, sites: readonly NamedSite[]): ShownSite[] {
  const own = new Map<string | null, Node>(sites.map(({ id }) => [id, emptyNode()]));
  const elsewhere = emptyNode();
  for (const room of rooms) {
    const site = own.get(room.site) ?? elsewhere;
    const building = nodeIn(site, room.building);
    const floor = nodeIn(building, room.floor);
    const [status, trouble] = [statusOf(room), troubleOf(room)];
    for (const { counts } of [site, building, floor]) {
      counts.rooms++;
      counts[status]++;
      if (trouble !== null) counts.fault++;
      if (trouble === "serious") counts.serious++;
    }
  }
  const shown: ShownSite[] = sites
    .toSorted((a, b) => collator.compare(a.name, b.name))
    .map((site) => ({ ...site, ...contentOf(own.get(site.id) ?? emptyNode()) }));
  if (elsewhere.counts.rooms === 0) return shown;
  const nowhere = { id: null, name: "", address: "", zone: "", latitude: null, longitude: null };
  return [...shown, { ...nowhere, ...contentOf(elsewhere) }];
}

function contentOf({ counts, within }: Node): { counts: PlaceCounts; buildings: ShownBuilding[] } {
  const buildings = sorted(within).map(([name, building]) => ({
    name,
    counts: building.counts,
    floors: sorted(building.within).map(([floor, node]) => ({ name: floor, counts: node.counts })),
  }));
  return { counts, buildings };
}

function nodeIn(node: Node, name: string): Node {
  const known = node.within.get(name);
  if (known !== undefined) return known;
  const made = emptyNode();
  node.within.set(name, made);
  return made;
}

const emptyNode = (): Node => ({
  counts: { rooms: 0, meeting: 0, idle: 0, offline: 0, never: 0, fault: 0, serious: 0 },
  within: new Map(),
});

/** By name as people count, floor 2 before floor 10; those without a name last. */
const sorted = (nodes: Map<string, Node>) =>
  [...nodes].sort(([a], [b]) => Number(a === "") - Number(b === "") || collator.compare(a, b));

const collator = new Intl.Collator("en", { numeric: true });
