import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { AlertSeverity, ShownAlert, ShownRule, ShownSilence } from "../../../protocol/hub/shown-alerts.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { RuleDefinition } from "../../alerts/rules.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import { actorNames } from "../../people/names.ts";
import { newId } from "../../store/ids.ts";
import type { AlertRow } from "../../store/tables.ts";
import { change, must, roomFor } from "../change.ts";
import { idText, inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

const RuleShape = strictObject({
  name: nameText,
  looksFor: oneOf("offline", "fault", "missing", "calendar", "drift", "trust"),
  fault: Type.Optional(Type.String({ maxLength: 100 })),
  severity: oneOf("notice", "warning", "serious"),
  forSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }),
});

/** Alerts, the rules that make them, and silences. */
export function alertRoutes(parts: HubParts): Route[] {
  return [listAlerts(parts), ...ruleRoutes(parts), ...silenceRoutes(parts)];
}

const mostOver = 500;
const mostNamed = 50;

function listAlerts(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/alerts",
    summary: "Alerts that stand, then those that are over, each newest first",
    needs: "alerts:read",
    params: inOrganisation({}),
    query: strictObject({ only: Type.Optional(oneOf("standing", "over")) }),
    handle: async ({ actor, query }): Promise<ShownAlert[]> => {
      const all = store.db
        .selectFrom("alerts")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .orderBy("opened_at", "desc");
      const standing = query.only === "over" ? [] : await all.where("closed_at", "is", null).execute();
      const over =
        query.only === "standing" ? [] : await all.where("closed_at", "is not", null).limit(mostOver).execute();
      return [...standing, ...over].flatMap((row) => shownAlert(parts, actor, row));
    },
  });
}

/** Nothing when the actor sees none of its rooms. */
function shownAlert(parts: HubParts, actor: Actor, row: AlertRow): ShownAlert[] {
  const { organisation, opened_at, changed_at, closed_at, rooms: kept, severity, ...rest } = row;
  const rooms = (JSON.parse(kept) as string[]).filter((id) => {
    const room = parts.view.get(organisation, id);
    return actor.role !== "partner" || (room !== undefined && actor.sees(room));
  });
  if (rooms.length === 0) return [];
  const roomNames = rooms.slice(0, mostNamed).map((id) => parts.view.get(organisation, id)?.name ?? id);
  const times = { openedAt: opened_at, changedAt: changed_at, closedAt: closed_at };
  return [{ ...rest, severity: severity as AlertSeverity, rooms, roomNames, ...times }];
}

function ruleRoutes(parts: HubParts): Route[] {
  return [listRules(parts), addRule(parts), changeRule(parts), removeRule(parts)];
}

function listRules(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/alert-rules",
    summary: "Rules on the state of rooms",
    needs: "alerts:read",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownRule[]> => {
      const rows = await store.db
        .selectFrom("alert_rules")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        enabled: row.enabled === 1,
        ...(JSON.parse(row.definition) as RuleDefinition),
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

function changeRule(parts: HubParts): Route {
  return route({
    method: "PATCH",
    path: "/api/o/:organisation/alert-rules/:rule",
    summary: "Switch a rule on or off",
    needs: "settings:write",
    params: inOrganisation({ rule: idText }),
    body: strictObject({ enabled: Type.Boolean() }),
    handle: async ({ actor, params, body }) => {
      await change(parts, actor, { what: "rule.changed", subject: params.rule, detail: body }, async (tx) => {
        const update = tx
          .updateTable("alert_rules")
          .set({ enabled: body.enabled ? 1 : 0 })
          .where("id", "=", params.rule)
          .where("organisation", "=", actor.organisation);
        must(await update.executeTakeFirst(), "rule");
      });
      return {};
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
  return [listSilences(parts), addSilence(parts), endSilence(parts)];
}

function listSilences(parts: HubParts): Route {
  const { store, view, clock } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/silences",
    summary: "What nothing is said of now, and until when",
    needs: "alerts:read",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownSilence[]> => {
      const rows = await store.db
        .selectFrom("silences")
        .select(["id", "room", "fault as cause", "until", "reason", "created_by as by"])
        .where("organisation", "=", actor.organisation)
        .where("until", ">", clock.now())
        .orderBy("until")
        .execute();
      const by = rows.map((row) => row.by);
      const names = await actorNames(parts, actor.organisation, by);
      return rows.flatMap((row) => {
        const room = row.room === null ? undefined : view.get(actor.organisation, row.room);
        if (actor.role === "partner" && (room === undefined || !actor.sees(room))) return [];
        return [{ ...row, roomName: room?.name ?? row.room ?? "", byName: names.get(row.by) ?? row.by }];
      });
    },
  });
}

const longestMs = 366 * 86_400_000;

function addSilence(parts: HubParts): Route {
  const { clock } = parts;
  return route({
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
      const { room, cause, until, reason } = body;
      if (room !== null) roomFor(parts, actor, room);
      const left = until - clock.now();
      if (left <= 0 || left > longestMs)
        throw new HubError("hub.invalid", "until: a time in the coming year, milliseconds since 1970 UTC");
      const id = newId("silence");
      const row = { id, organisation: actor.organisation, room, fault: cause, until, reason, created_by: actor.name };
      await change(parts, actor, { what: "alert.silenced", subject: room ?? "", detail: body }, (tx) =>
        tx.insertInto("silences").values(row).execute(),
      );
      return { id };
    },
  });
}

function endSilence(parts: HubParts): Route {
  return route({
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
  });
}
