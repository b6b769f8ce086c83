import type { Clock } from "../../platform/clock.ts";
import type { Store } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";
import { Together } from "../store/together.ts";
import { openActions } from "./actions.ts";

/** What the hub looks up of each room that connects: many connect at once, and their questions go together. */
export const connectLookups = (store: Store, clock: Clock) => ({
  sighting: new Together<Tables["room_links"]>(async (rooms) => {
    const rows = await store.db.selectFrom("room_links").selectAll().where("room", "in", rooms).execute();
    return new Map(rows.map((row) => [row.room, row]));
  }),
  /** Of the target document. */
  version: new Together<number>(async (rooms) => {
    const rows = await store.db.selectFrom("targets").select(["room", "version"]).where("room", "in", rooms).execute();
    return new Map(rows.map(({ room, version }) => [room, version]));
  }),
  actions: new Together((rooms) => openActions(store, rooms, clock.now())),
});

export const readTarget = ({ db }: Store, room: string) =>
  db.selectFrom("targets").select(["version", "document"]).where("room", "=", room).executeTakeFirst();
