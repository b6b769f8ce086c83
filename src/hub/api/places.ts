import { HubError } from "../../domain/errors.ts";
import type { Changes, Database } from "../store/store.ts";

/** Checks that a site and a group belong to the organisation. @throws HubError hub.invalid */
export async function placeOf(
  db: Database | Changes,
  organisation: string,
  place: { site: string | null; group: string | null },
): Promise<void> {
  const tables = [
    ["sites", "site", place.site],
    ["room_groups", "group", place.group],
  ] as const;
  for (const [table, name, id] of tables) {
    if (id === null) continue;
    const row = await db
      .selectFrom(table)
      .select("id")
      .where("id", "=", id)
      .where("organisation", "=", organisation)
      .executeTakeFirst();
    if (row === undefined) throw new HubError("hub.invalid", `${name} ${id} is not one of this organisation`);
  }
}
