import { HubError } from "../../domain/errors.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { PlaceObstacle } from "../../protocol/hub/shown-places.ts";
import { type Preview, preview } from "../estate/templates.ts";
import type { Changes, Database } from "../store/store.ts";
import { isUnderWay } from "./roll-outs.ts";
import { effectiveFor, type NewTarget, readPlaces, readTemplates, retarget } from "./targets.ts";

export type PlaceKind = "site" | "group";

/** A site or group that is to go, and the one that its rooms go to; null: to none. */
export interface Removal {
  organisation: string;
  kind: PlaceKind;
  id: string;
  to: string | null;
}

/** What would follow. */
export interface RemovalEffects {
  name: string;
  /** What else is known of it: address, zone, coordinates; of a group its site. */
  place: JsonObject;
  /** Ids of all rooms in it. */
  rooms: string[];
  /** Which of them get other settings, and which. */
  settings: Preview;
  /** Groups of a site: they go to the other one, too. */
  groups: { id: string; name: string }[];
  /** Its own settings, which go with it; null: it has none. */
  own: JsonObject | null;
  /** Why it must not go now. */
  obstacles: PlaceObstacle[];
}

const tables = { site: "sites", group: "room_groups" } as const;

/**
 * What removing a place would do; nothing is changed.
 * @throws HubError hub.not-found for the place, hub.invalid for where its rooms go
 */
export async function removalEffects(db: Database | Changes, removal: Removal): Promise<RemovalEffects> {
  const { organisation, kind, id, to } = removal;
  const found = await rowOf(db, removal, id);
  if (found === undefined) throw new HubError("hub.not-found", `no such ${kind}`);
  if (to === id || (to !== null && (await rowOf(db, removal, to)) === undefined))
    throw new HubError("hub.invalid", `to: another ${kind} of this organisation is expected, or null`);
  const before = await readTemplates(db, organisation);
  const key = `${kind} ${id}`;
  const after = new Map([...before].filter(([scope]) => scope !== key));
  const places = (await readPlaces(db, organisation)).filter((place) => place[kind] === id);
  const effects = places.map((place) => ({
    id: place.room,
    before: effectiveFor(before, place).document,
    after: effectiveFor(after, { ...place, [kind]: to }).document,
  }));
  const own = before.get(key);
  const { id: _, organisation: __, name, ...place } = found;
  return {
    ...{ name, place },
    rooms: places.map(({ room }) => room),
    settings: preview(effects),
    groups: kind === "site" ? await groupsOf(db, organisation, id) : [],
    own: own === undefined || Object.keys(own).length === 0 ? null : own,
    obstacles: await obstaclesTo(db, removal),
  };
}

/** Takes the place away, in a transaction in which its effects were looked at. @returns what rooms have to be told */
export async function removePlace(tx: Changes, removal: Removal, now: number): Promise<NewTarget[]> {
  const { organisation, kind, id, to } = removal;
  const column = kind === "site" ? "site" : "room_group";
  const own = tx.selectFrom("rooms").select("id").where("organisation", "=", organisation).where(column, "=", id);
  const rooms = (await own.execute()).map((room) => room.id);
  // Retired rooms as well: what is kept of them names no place that is not there.
  await tx
    .updateTable("rooms")
    .set({ [column]: to })
    .where("organisation", "=", organisation)
    .where(column, "=", id)
    .execute();
  if (kind === "site") {
    const groups = tx.updateTable("room_groups").set({ site: to }).where("organisation", "=", organisation);
    await groups.where("site", "=", id).execute();
  }
  const settings = tx.deleteFrom("templates").where("organisation", "=", organisation);
  await settings.where("scope_kind", "=", kind).where("scope", "=", id).execute();
  await tx.deleteFrom(tables[kind]).where("organisation", "=", organisation).where("id", "=", id).execute();
  return retarget(tx, organisation, rooms, `${kind} removed`, now);
}

function rowOf(db: Database | Changes, { organisation, kind }: Removal, id: string) {
  const rows = db.selectFrom(tables[kind]).selectAll().where("organisation", "=", organisation);
  return rows.where("id", "=", id).executeTakeFirst();
}

function groupsOf(db: Database | Changes, organisation: string, site: string) {
  const groups = db.selectFrom("room_groups").select(["id", "name"]).where("organisation", "=", organisation);
  return groups.where("site", "=", site).orderBy("name").execute();
}

/** What somebody has to end first: a change that is under way, and what outside people were given. */
async function obstaclesTo(db: Database | Changes, { organisation, kind, id }: Removal): Promise<PlaceObstacle[]> {
  const rolling = await isUnderWay(db, organisation, { kind, scope: id });
  const granted = await db
    .selectFrom("partner_grants")
    .select("id")
    .where("organisation", "=", organisation)
    .where("scope_kind", "=", kind)
    .where("scope", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return [...(rolling ? ["rolling-out" as const] : []), ...(granted === undefined ? [] : ["granted" as const])];
}
