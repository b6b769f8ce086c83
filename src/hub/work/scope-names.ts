import type { HubParts } from "../hub-parts.ts";

/** What people call a site, a group, a room or the organisation itself; an id that is not there any more stays as it is. */
export async function scopeNames(
  { store, view }: Pick<HubParts, "store" | "view">,
  organisation: string,
): Promise<(kind: string, scope: string) => string> {
  const names = new Map<string, string>();
  for (const table of ["organisations", "sites", "room_groups"] as const) {
    const owner = table === "organisations" ? "id" : "organisation";
    const rows = await store.db.selectFrom(table).select(["id", "name"]).where(owner, "=", organisation).execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  return (kind, scope) => (kind === "room" ? view.get(organisation, scope)?.name : names.get(scope)) ?? scope;
}
