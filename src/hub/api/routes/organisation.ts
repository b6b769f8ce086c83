import Type from "typebox";
import type { HubParts } from "../../hub-parts.ts";
import { firstBroken, readAudit, wholeAudit } from "../../store/audit.ts";
import { change } from "../change.ts";
import { inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

/** The audit log, and the LiveKit server that the organisation's rooms use. */
export function organisationRoutes(parts: HubParts): Route[] {
  return [listAudit(parts), exportAudit(parts), checkAudit(parts), setLivekit(parts)];
}

function listAudit(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit",
    summary: "Who did what: entries after a number, oldest first; each one's hash covers the one before",
    needs: "audit:read",
    params: inOrganisation({}),
    query: strictObject({
      after: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    }),
    handle: async ({ actor, query }) => {
      const rows = await readAudit(store.db, actor.organisation, query.after ?? 0, query.limit ?? 1000);
      return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as unknown }));
    },
  });
}

function exportAudit(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit.jsonl",
    summary:
      "The whole audit log, one JSON object a line; `roomkeeper hub check-audit FILE` checks its chain elsewhere",
    needs: "audit:read",
    params: inOrganisation({}),
    handle: async ({ actor, headers }) => {
      headers["content-type"] = "application/jsonl; charset=utf-8";
      headers["content-disposition"] = 'attachment; filename="audit.jsonl"';
      return (await wholeAudit(store.db, actor.organisation)).map((row) => `${JSON.stringify(row)}\n`).join("");
    },
  });
}

function checkAudit(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/audit/check",
    summary: "Whether the whole chain of audit entries is unbroken; else the first number that does not fit",
    needs: "audit:read",
    params: inOrganisation({}),
    handle: async ({ actor }) => {
      const rows = await wholeAudit(store.db, actor.organisation);
      return { entries: rows.length, firstBroken: firstBroken(rows) };
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
