import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { HubParts } from "../../hub-parts.ts";
import { newId, newSecret } from "../../store/ids.ts";
import { change, must, roomFor } from "../change.ts";
import { idText, inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

const RuleShape = strictObject({
  name: nameText,
  looksFor: oneOf("offline", "fault", "missing", "calendar", "drift", "trust"),
  fault: Type.Optional(Type.String({ maxLength: 100 })),
  severity: oneOf("notice", "warning", "serious"),
  forSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }),
});

/** Alerts, the rules that make them, silences, and who is told. */
export function alertRoutes(parts: HubParts): Route[] {
  return [...readRoutes(parts), ...ruleRoutes(parts), ...silenceRoutes(parts), ...channelRoutes(parts)];
}

function readRoutes(parts: HubParts): Route[] {
  const { store } = parts;
  return [
    route({
      method: "GET",
      path: "/api/o/:organisation/alerts",
      summary: "Alerts, newest first: those that stand and those that are over",
      needs: "alerts:read",
      params: inOrganisation({}),
      handle: async ({ actor }) => {
        const rows = await store.db
          .selectFrom("alerts")
          .selectAll()
          .where("organisation", "=", actor.organisation)
          .orderBy("opened_at", "desc")
          .limit(500)
          .execute();
        return rows.flatMap(({ organisation, opened_at, changed_at, closed_at, rooms, ...row }) => {
          const seen = (JSON.parse(rooms) as string[]).filter((id) => {
            const room = parts.view.get(organisation, id);
            return actor.role !== "partner" || (room !== undefined && actor.sees(room));
          });
          return seen.length === 0
            ? []
            : [{ ...row, rooms: seen, openedAt: opened_at, changedAt: changed_at, closedAt: closed_at }];
        });
      },
    }),
  ];
}

function ruleRoutes(parts: HubParts): Route[] {
  return [listRules(parts), addRule(parts), removeRule(parts)];
}

function listRules(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/alert-rules",
    summary: "Rules on the state of rooms",
    needs: "alerts:read",
    params: inOrganisation({}),
    handle: async ({ actor }) => {
      const rows = await store.db
        .selectFrom("alert_rules")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        enabled: row.enabled === 1,
        ...(JSON.parse(row.definition) as object),
      }));
    },
  });
}

function addRule(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/alert-rules",
    summary: "Add a rule",
    needs: "settings:write",
    params: inOrganisation({}),
    body: RuleShape,
    handle: async ({ actor, body }) => {
      const id = newId("rule");
      const { name, ...definition } = body;
      const row = {
        id,
        organisation: actor.organisation,
        name,
        definition: JSON.stringify({ fault: "", ...definition }),
        enabled: 1,
      };
      await change(parts, actor, { what: "rule.added", subject: id, detail: body }, (tx) =>
        tx.insertInto("alert_rules").values(row).execute(),
      );
      return { id };
    },
  });
}

function removeRule(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/alert-rules/:rule",
    summary: "Remove a rule",
    needs: "settings:write",
    params: inOrganisation({ rule: idText }),
    handle: async ({ actor, params }) => {
      await change(parts, actor, { what: "rule.removed", subject: params.rule, detail: {} }, async (tx) => {
        const gone = tx
          .deleteFrom("alert_rules")
          .where("id", "=", params.rule)
          .where("organisation", "=", actor.organisation);
        must(await gone.executeTakeFirst(), "rule");
      });
      return {};
    },
  });
}

function silenceRoutes(parts: HubParts): Route[] {
  return [
    route({
      method: "POST",
      path: "/api/o/:organisation/silences",
      summary: "Say nothing of a cause, such as `missing camera`, in a room or everywhere, until a date",
      needs: "alerts:write",
      params: inOrganisation({}),
      body: strictObject({
        room: Type.Union([idText, Type.Null()]),
        cause: Type.String({ minLength: 1, maxLength: 200 }),
        until: Type.Integer({ minimum: 0 }),
        reason: nameText,
      }),
      handle: async ({ actor, body }) => {
        if (body.room !== null) roomFor(parts, actor, body.room);
        const id = newId("silence");
        const { room, cause, until, reason } = body;
        const row = { id, organisation: actor.organisation, room, fault: cause, until, reason, created_by: actor.name };
        await change(parts, actor, { what: "alert.silenced", subject: room ?? "", detail: body }, (tx) =>
          tx.insertInto("silences").values(row).execute(),
        );
        return { id };
      },
    }),
    route({
      method: "DELETE",
      path: "/api/o/:organisation/silences/:silence",
      summary: "End a silence",
      needs: "alerts:write",
      params: inOrganisation({ silence: idText }),
      handle: async ({ actor, params }) => {
        await change(parts, actor, { what: "alert.unsilenced", subject: params.silence, detail: {} }, async (tx) => {
          const gone = tx
            .deleteFrom("silences")
            .where("id", "=", params.silence)
            .where("organisation", "=", actor.organisation);
          must(await gone.executeTakeFirst(), "silence");
        });
        return {};
      },
    }),
  ];
}

function channelRoutes(parts: HubParts): Route[] {
  return [listChannels(parts), addChannel(parts), removeChannel(parts)];
}

function listChannels(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/channels",
    summary: "Who is told of alerts",
    needs: "alerts:read",
    params: inOrganisation({}),
    handle: ({ actor }) => {
      if (actor.role === "partner") throw new HubError("hub.forbidden", "partners do not see who is told");
      return store.db
        .selectFrom("channels")
        .select(["id", "kind", "name", "settings as url"])
        .where("organisation", "=", actor.organisation)
        .execute();
    },
  });
}

function addChannel(parts: HubParts): Route {
  const { vault } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/channels",
    summary: "Tell a webhook or a syslog server of alerts; a webhook's signing secret is shown once",
    needs: "settings:write",
    params: inOrganisation({}),
    body: strictObject({
      kind: oneOf("webhook", "syslog"),
      name: nameText,
      url: Type.String({ minLength: 1, maxLength: 2000 }),
    }),
    handle: async ({ actor, body }) => {
      checkUrl(body.kind, body.url);
      const id = newId("channel");
      const secret = body.kind === "webhook" ? newSecret() : null;
      const row = { id, organisation: actor.organisation, kind: body.kind, name: body.name, settings: body.url };
      await change(
        parts,
        actor,
        { what: "channel.added", subject: id, detail: { kind: body.kind, name: body.name } },
        (tx) =>
          tx
            .insertInto("channels")
            .values({ ...row, secret: secret === null ? null : vault.seal(secret, `channel:${id}`) })
            .execute(),
      );
      return { id, secret };
    },
  });
}

function removeChannel(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/channels/:channel",
    summary: "Tell it no more",
    needs: "settings:write",
    params: inOrganisation({ channel: idText }),
    handle: async ({ actor, params }) => {
      await change(parts, actor, { what: "channel.removed", subject: params.channel, detail: {} }, async (tx) => {
        const gone = tx
          .deleteFrom("channels")
          .where("id", "=", params.channel)
          .where("organisation", "=", actor.organisation);
        must(await gone.executeTakeFirst(), "channel");
      });
      return {};
    },
  });
}

const allowed = { webhook: ["https:", "http:"], syslog: ["tcp:", "tls:"] };

function checkUrl(kind: "webhook" | "syslog", url: string): void {
  const parsed = URL.parse(url);
  if (parsed !== null && allowed[kind].includes(parsed.protocol) && parsed.username === "" && parsed.hostname !== "")
    return;
  throw new HubError(
    "hub.invalid",
    `url: ${kind} takes ${allowed[kind].join("// or ")}// with a host and without a password`,
  );
}
