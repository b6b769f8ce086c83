import type { HubParts } from "../hub-parts.ts";

/**
 * What people call those who act in an organisation: a person's name, a key's, a room's.
 * @param actors as the audit log names them: `person:ID`, `key:ID`, `room:ID`, `hub`
 * @returns names by actor; who is not known any more is absent
 */
export async function actorNames(
  parts: Pick<HubParts, "store" | "view">,
  organisation: string,
  actors: readonly string[],
): Promise<Map<string, string>> {
  const { db } = parts.store;
  const ids = (kind: string) => [
    ...new Set(actors.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))),
  ];
  const names = new Map<string, string>();
  const people = ids("person");
  if (people.length > 0)
    for (const { id, name } of await db.selectFrom("people").select(["id", "name"]).where("id", "in", people).execute())
      names.set(`person:${id}`, name);
  const keys = ids("key");
  const own = db.selectFrom("api_keys").select(["id", "name"]).where("organisation", "=", organisation);
  if (keys.length > 0)
    for (const { id, name } of await own.where("id", "in", keys).execute()) names.set(`key:${id}`, name);
  for (const id of ids("room")) {
    const room = parts.view.get(organisation, id);
    if (room !== undefined) names.set(`room:${id}`, room.name);
  }
  return names;
}
