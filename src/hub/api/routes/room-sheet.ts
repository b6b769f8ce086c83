import Type from "typebox";
import { planSheet, readSheet, sheetOf } from "../../estate/room-sheet.ts";
import type { HubParts } from "../../hub-parts.ts";
import { announceTargets } from "../../work/roll-outs.ts";
import { importRooms, placesByName } from "../../work/room-import.ts";
import { baseChanged, change } from "../change.ts";
import { inOrganisation, type Route, route, strictObject } from "../route.ts";

const shownRooms = 200;

/** Rooms as CSV: out, and in. */
export function roomSheetRoutes(parts: HubParts): Route[] {
  return [exportRooms(parts), importSheet(parts)];
}

function exportRooms({ view }: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms.csv",
    summary: "Rooms that fit a search as a CSV sheet, which can be changed and imported again",
    needs: "rooms:read",
    params: inOrganisation({}),
    query: strictObject({ search: Type.Optional(Type.String({ maxLength: 500 })) }),
    handle: ({ actor, query, headers }) => {
      const all = { search: query.search ?? "", offset: 0, limit: 1_000_000, visible: actor.sees };
      headers["content-type"] = "text/csv; charset=utf-8";
      headers["content-disposition"] = 'attachment; filename="rooms.csv"';
      return Promise.resolve(sheetOf(view.list(actor.organisation, all).rooms));
    },
  });
}

function importSheet(parts: HubParts): Route {
  const { store, view } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/rooms/import",
    summary: "Add and change rooms from a CSV sheet, all or none; `preview` only says what would happen",
    needs: "rooms:write",
    params: inOrganisation({}),
    body: strictObject({ csv: Type.String({ maxLength: 1_900_000 }), preview: Type.Boolean() }),
    handle: async ({ actor, body }) => {
      const { organisation } = actor;
      const [sites, groups] = await Promise.all([
        placesByName(store.db, "sites", organisation),
        placesByName(store.db, "room_groups", organisation),
      ]);
      const places = { sites: new Set(sites.keys()), groups: new Set(groups.keys()) };
      const plan = planSheet(readSheet(body.csv), view.all(organisation).filter(actor.sees), places);
      const { create, change: changed, unchanged, newSites, newGroups } = plan;
      const counts = { created: create.length, changed: changed.length, unchanged, newSites, newGroups };
      const rooms = changed.slice(0, shownRooms).map(({ room, wanted: { line } }) => ({ id: room.id, line }));
      if (body.preview || create.length + changed.length === 0) return { ...counts, rooms };
      const told = { what: "room.imported", subject: String(create.length + changed.length), detail: counts };
      const targets = await change(parts, actor, told, (tx, now) => importRooms(tx, organisation, plan, now));
      baseChanged(parts, organisation);
      announceTargets(parts, organisation, targets);
      return { ...counts, rooms };
    },
  });
}
