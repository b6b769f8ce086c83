import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { ShownKey } from "../../../protocol/hub/shown-people.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { HubParts } from "../../hub-parts.ts";
import { actorNames } from "../../people/names.ts";
import { permissions } from "../../people/roles.ts";
import { hashSecret, newId, newSecret } from "../../store/ids.ts";
import { change, must } from "../change.ts";
import { idText, inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

/** API keys. */
export function keyRoutes(parts: HubParts): Route[] {
  return [listKeys(parts), makeKey(parts), revokeKey(parts)];
}

function listKeys(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/keys",
    summary: "API keys, without their secrets",
    needs: "keys:write",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownKey[]> => {
      const rows = await store.db
        .selectFrom("api_keys")
        .select(["id", "name", "scopes", "created_by as by", "created_at as at"])
        .select(["expires_at as expiresAt", "revoked_at as revokedAt"])
        .where("organisation", "=", actor.organisation)
        .orderBy("created_at", "desc")
        .execute();
      const makers = rows.map((row) => row.by);
      const names = await actorNames(parts, actor.organisation, makers);
      return rows.map((row) => ({
        ...row,
        scopes: JSON.parse(row.scopes) as string[],
        byName: names.get(row.by) ?? row.by,
      }));
    },
  });
}

function makeKey(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/keys",
    summary: "Make an API key; its secret is shown once. It can do no more than who makes it",
    needs: "keys:write",
    params: inOrganisation({}),
    body: strictObject({
      name: nameText,
      scopes: Type.Array(oneOf(...permissions), { minItems: 1, maxItems: permissions.length }),
      expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    }),
    handle: async ({ actor, body }) => {
      const more = body.scopes.find((scope) => !actor.permissions.has(scope));
      if (more !== undefined) throw new HubError("hub.forbidden", `you may not ${more} yourself`);
      const id = newId("key");
      const secret = newSecret();
      await change(parts, actor, { what: "key.made", subject: id, detail: body }, (tx, now) => {
        const expires_at = body.expiresInDays === undefined ? null : now + body.expiresInDays * 86_400_000;
        const row = {
          id,
          organisation: actor.organisation,
          name: body.name,
          hash: hashSecret(secret),
          scopes: JSON.stringify(body.scopes),
        };
        return tx
          .insertInto("api_keys")
          .values({ ...row, created_by: actor.name, created_at: now, expires_at, revoked_at: null })
          .execute();
      });
      return { id, secret };
    },
  });
}

function revokeKey(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/keys/:key",
    summary: "Revoke an API key, effective at once",
    needs: "keys:write",
    params: inOrganisation({ key: idText }),
    handle: async ({ actor, params }) => {
      await change(parts, actor, { what: "key.revoked", subject: params.key, detail: {} }, async (tx, now) => {
        const update = tx
          .updateTable("api_keys")
          .set({ revoked_at: now })
          .where("id", "=", params.key)
          .where("organisation", "=", actor.organisation);
        must(await update.executeTakeFirst(), "key");
      });
      return {};
    },
  });
}
