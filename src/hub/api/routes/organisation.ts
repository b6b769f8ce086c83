import Type from "typebox";
import type { ShownLivekit } from "../../../protocol/hub/shown-people.ts";
import type { HubParts } from "../../hub-parts.ts";
import { change } from "../change.ts";
import { inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

/** The LiveKit server that the organisation's rooms use. */
export function organisationRoutes(parts: HubParts): Route[] {
  return [showLivekit(parts), setLivekit(parts)];
}

function showLivekit(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/livekit",
    summary: "The LiveKit server for which the hub makes tokens, without its secret; null: none",
    needs: "trust:write",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<{ server: ShownLivekit | null }> => {
      const row = await store.db
        .selectFrom("livekit_servers")
        .select(["url", "api_key as apiKey"])
        .where("organisation", "=", actor.organisation)
        .executeTakeFirst();
      return { server: row ?? null };
    },
  });
}

function setLivekit(parts: HubParts): Route {
  const { vault } = parts;
  return route({
    method: "PUT",
    path: "/api/o/:organisation/livekit",
    summary: "The LiveKit server for which the hub makes tokens; the secret is kept encrypted and never shown again",
    needs: "trust:write",
    params: inOrganisation({}),
    body: strictObject({
      url: Type.String({ pattern: "^(ws|wss|http|https)://", maxLength: 500 }),
      apiKey: nameText,
      apiSecret: Type.String({ minLength: 1, maxLength: 500 }),
    }),
    handle: async ({ actor, body }) => {
      const { organisation } = actor;
      const row = {
        url: body.url,
        api_key: body.apiKey,
        api_secret: vault.seal(body.apiSecret, `livekit:${organisation}`),
      };
      const told = { what: "livekit.changed", subject: body.url, detail: { apiKey: body.apiKey } };
      await change(parts, actor, told, (tx) =>
        tx
          .insertInto("livekit_servers")
          .values({ organisation, ...row })
          .onConflict((c) => c.column("organisation").doUpdateSet(row))
          .execute(),
      );
      return {};
    },
  });
}
