import type { FleetRoom } from "../estate/room-row.ts";
import type { SheetPlan, WantedRoom } from "../estate/room-sheet.ts";
import { newId } from "../store/ids.ts";
import type { Changes } from "../store/store.ts";
import type { RoomRow } from "../store/tables.ts";
import { type NewTarget, retarget } from "./targets.ts";

const chunk = 200;

/** Carries a sheet's plan out, with the places that it needs. @returns new targets of rooms that moved */
export async function importRooms(
  tx: Changes,
  organisation: string,
  plan: SheetPlan,
  now: number,
): Promise<NewTarget[]> {
  const sites = await placesByName(tx, "sites", organisation);
  const groups = await placesByName(tx, "room_groups", organisation);
  for (const name of plan.newSites) {
    const id = newId("site", now);
    const place = { address: "", zone: "", latitude: null, longitude: null };
    await tx
      .insertInto("sites")
      .values({ id, organisation, name, ...place })
      .execute();
    sites.set(name.toLowerCase(), id);
  }
  for (const name of plan.newGroups) {
    const id = newId("group", now);
    await tx.insertInto("room_groups").values({ id, organisation, name, site: null }).execute();
    groups.set(name.toLowerCase(), id);
  }
  const idOf = (places: Map<string, string>, name: string) => places.get(name.toLowerCase()) ?? null;
  const fieldsOf = (row: WantedRoom): Partial<RoomRow> => ({
    ...(row.name === undefined ? {} : { name: row.name }),
    ...(row.site === undefined ? {} : { site: idOf(sites, row.site) }),
    ...(row.group === undefined ? {} : { room_group: idOf(groups, row.group) }),
    ...(row.building === undefined ? {} : { building: row.building }),
    ...(row.floor === undefined ? {} : { floor: row.floor }),
    ...(row.tags === undefined ? {} : { tags: JSON.stringify(row.tags) }),
    ...(row.expected === undefined ? {} : { expected: JSON.stringify(row.expected) }),
  });
  const made = plan.create.map((row) => ({ ...emptyRoom(organisation, now), ...fieldsOf(row) }));
  for (let at = 0; at < made.length; at += chunk)
    await tx
      .insertInto("rooms")
      .values(made.slice(at, at + chunk))
      .execute();
  await changeRooms(tx, organisation, plan.change, fieldsOf);
  const concerned = [...made.map(({ id }) => id), ...plan.change.map(({ room }) => room.id)];
  return retarget(tx, organisation, concerned, "imported", now);
}

async function changeRooms(
  tx: Changes,
  organisation: string,
  changes: readonly { room: FleetRoom; wanted: WantedRoom }[],
  fieldsOf: (row: WantedRoom) => Partial<RoomRow>,
): Promise<void> {
  for (const { room, wanted } of changes)
    await tx
      .updateTable("rooms")
      .set(fieldsOf(wanted))
      .where("id", "=", room.id)
      .where("organisation", "=", organisation)
      .execute();
}

const emptyRoom = (organisation: string, now: number): RoomRow => ({
  ...{ id: newId("room", now), organisation, name: "", site: null, room_group: null },
  ...{ building: "", floor: "", tags: "[]", expected: "[]", created_at: now, retired_at: null },
});

/** Ids by lower-case name. */
export async function placesByName(
  db: Pick<Changes, "selectFrom">,
  table: "sites" | "room_groups",
  organisation: string,
): Promise<Map<string, string>> {
  const rows = await db.selectFrom(table).select(["id", "name"]).where("organisation", "=", organisation).execute();
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
}
