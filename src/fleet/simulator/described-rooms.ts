import Type from "typebox";
import { HubError } from "../../domain/errors.ts";
import { readerOf } from "../../protocol/check.ts";
import { askHub } from "../hub-address.ts";
import { expectedOf } from "./equipment.ts";
import { placeOf, type SimulatedSite, simulatedSites } from "./estate.ts";
import type { PreparedRoom, PrepareParts } from "./prepared-rooms.ts";

const readSites = readerOf(
  Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  "sites from the hub",
  "hub.protocol",
);
const readMade = readerOf(Type.Object({ id: Type.String() }), "new site from the hub", "hub.protocol");

type Access = Pick<PrepareParts, "address" | "organisation" | "apiKey">;

/**
 * How the hub should know the simulated rooms. Their sites are made where they are not there; with a key that may not, rooms have
 * none.
 * @param without is told why
 */
export async function describedRooms(
  access: Access,
  without: (why: string) => void = () => undefined,
): Promise<(index: number) => PreparedRoom> {
  const sites = await ensureSites(access).catch((error: unknown) => {
    if (!(error instanceof HubError) || error.code !== "hub.refused") throw error;
    without(error.message);
    return [];
  });
  return (index) => {
    const { name, site, building, floor, tags, kind } = placeOf(index);
    return { name, site: sites[site] ?? null, building, floor, tags, expected: expectedOf(kind) };
  };
}

/** @returns the hub's ids, in the order of `simulatedSites` */
async function ensureSites(access: Access): Promise<string[]> {
  const known = new Map(readSites(await ask(access, "GET")).map(({ id, name }) => [name, id]));
  const ids: string[] = [];
  for (const site of simulatedSites) ids.push(known.get(site.name) ?? readMade(await ask(access, "POST", site)).id);
  return ids;
}

function ask({ address, organisation, apiKey }: Access, method: "GET" | "POST", body?: SimulatedSite) {
  const path = `/api/o/${encodeURIComponent(organisation)}/sites`;
  return askHub(address, null, { method, path, body, headers: { authorization: `Bearer ${apiKey}` } });
}
