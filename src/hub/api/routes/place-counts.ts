import type { PlaceList } from "../../../protocol/hub/shown-places.ts";
import { countPlaces } from "../../estate/place-counts.ts";
import type { HubParts } from "../../hub-parts.ts";
import { inOrganisation, type Route, route } from "../route.ts";

/** Where rooms are and how they are, for the map of sites. */
export function placeCountRoutes({ store, view }: HubParts): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/o/:organisation/places",
      summary:
        "Sites, buildings and floors, with how many of their rooms are in a meeting, idle, offline, or have a fault",
      needs: "rooms:read",
      params: inOrganisation({}),
      handle: async ({ actor }): Promise<PlaceList> => {
        const sites = await store.db
          .selectFrom("sites")
          .select(["id", "name", "address", "zone", "latitude", "longitude"])
          .where("organisation", "=", actor.organisation)
          .execute();
        const rooms = view.all(actor.organisation).filter(actor.sees);
        if (actor.role !== "partner") return { sites: countPlaces(rooms, sites) };
        const seen = new Set(rooms.map((room) => room.site));
        const told = sites.filter((site) => seen.has(site.id));
        return { sites: countPlaces(rooms, told) };
      },
    }),
  ];
}
