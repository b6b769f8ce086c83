import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { JsonObject } from "../../../protocol/hub/difference.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { RollOutRules } from "../../estate/roll-out.ts";
import { type ScopeKind, scopeKinds } from "../../estate/templates.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import type { Plan, RollOuts } from "../../work/roll-outs.ts";
import { placeOf } from "../places.ts";
import { idText, inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";

const minutes = (maximum: number) => Type.Integer({ minimum: 0, maximum });
const ChangeShape = {
  kind: oneOf(...scopeKinds),
  scope: idText,
  settings: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()),
};
const RulesShape = strictObject({
  wavesPercent: Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), { minItems: 1, maxItems: 20 }),
  soakMinutes: minutes(7 * 1440),
  patienceMinutes: Type.Integer({ minimum: 1, maximum: 14 * 1440 }),
  maxFailedPercent: Type.Integer({ minimum: 0, maximum: 100 }),
  onTooManyFailures: oneOf("pause", "roll back"),
});
const documentBytes = 32 * 1024;

/** Templates, what a change of them would do, and how it is rolled out. */
export function settingsRoutes(parts: HubParts, rollOuts: RollOuts): Route[] {
  return [
    listTemplates(parts),
    previewChange(parts, rollOuts),
    startRollOut(parts, rollOuts),
    listRollOuts(parts),
    orderRollOut(parts, rollOuts),
  ];
}

function listTemplates(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/templates",
    summary: "Settings by scope: organisation, sites, groups, rooms",
    needs: "settings:read",
    params: inOrganisation({}),
    handle: async ({ actor }) => {
      const rows = await store.db
        .selectFrom("templates")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .execute();
      if (actor.role === "partner") return [];
      return rows.map((row) => ({
        kind: row.scope_kind,
        scope: row.scope,
        version: row.version,
        changedAt: row.changed_at,
        settings: JSON.parse(row.document),
      }));
    },
  });
}

function previewChange(parts: HubParts, rollOuts: RollOuts): Route {
  const changeOf = async (
    actor: Actor,
    body: { kind: ScopeKind; scope: string; settings: Record<string, unknown> },
  ) => {
    const { kind, scope, settings } = body;
    if (JSON.stringify(settings).length > documentBytes) throw new HubError("hub.invalid", "settings: at most 32 KiB");
    await checkScope(parts, actor, kind, scope);
    return { kind, scope, document: settings as JsonObject };
  };
  return route({
    method: "POST",
    path: "/api/o/:organisation/templates/preview",
    summary: "Which rooms and which values a change of settings would concern; nothing is changed",
    needs: "settings:read",
    params: inOrganisation({}),
    body: strictObject(ChangeShape),
    handle: async ({ actor, body }) => {
      if (actor.role === "partner")
        throw new HubError("hub.forbidden", "partners see the settings of their rooms only");
      return rollOuts.preview(actor.organisation, await changeOf(actor, body));
    },
  });
}

function startRollOut(parts: HubParts, rollOuts: RollOuts): Route {
  const changeOf = async (
    actor: Actor,
    body: { kind: ScopeKind; scope: string; settings: Record<string, unknown> },
  ) => {
    const { kind, scope, settings } = body;
    if (JSON.stringify(settings).length > documentBytes) throw new HubError("hub.invalid", "settings: at most 32 KiB");
    await checkScope(parts, actor, kind, scope);
    return { kind, scope, document: settings as JsonObject };
  };
  return route({
    method: "POST",
    path: "/api/o/:organisation/rollouts",
    summary: "Change settings in stages: a canary first, then shares of the rooms; stops by itself on failures",
    needs: "settings:write",
    params: inOrganisation({}),
    body: strictObject({ name: nameText, ...ChangeShape, rules: Type.Optional(RulesShape) }),
    handle: async ({ actor, body }) => {
      const change = await changeOf(actor, body);
      const rules = rulesOf(body.rules);
      const { organisation, name: by } = actor;
      return { id: await rollOuts.start({ organisation, name: body.name, actor: by, change, rules }) };
    },
  });
}

function listRollOuts(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rollouts",
    summary: "Roll-outs, newest first",
    needs: "settings:read",
    params: inOrganisation({}),
    handle: async ({ actor }) => {
      if (actor.role === "partner") return [];
      const rows = await store.db
        .selectFrom("rollouts")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .orderBy("created_at", "desc")
        .limit(100)
        .execute();
      return rows.map(({ plan, organisation: _, ...row }) => ({ ...row, ...progressOf(JSON.parse(plan) as Plan) }));
    },
  });
}

function orderRollOut(parts: HubParts, rollOuts: RollOuts): Route {
  const { clock } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/rollouts/:rollout/:order",
    summary: "Pause, resume, roll back or cancel a roll-out",
    needs: "settings:write",
    params: inOrganisation({ rollout: idText, order: oneOf("pause", "resume", "roll-back", "cancel") }),
    handle: async ({ actor, params }) => {
      const type = params.order === "roll-back" ? ("roll back" as const) : params.order;
      const event = { type, now: clock.now(), reason: `by ${actor.name}` };
      await rollOuts.order(actor.organisation, params.rollout, actor.name, event);
      return {};
    },
  });
}

async function checkScope(parts: HubParts, actor: Actor, kind: ScopeKind, scope: string): Promise<void> {
  const { organisation } = actor;
  if (kind === "organisation" && scope !== organisation)
    throw new HubError("hub.invalid", "scope: the organisation's own id is expected");
  if (kind === "site" || kind === "group")
    await placeOf(parts.store.db, organisation, { site: null, group: null, [kind]: scope });
  if (kind === "room" && parts.view.get(organisation, scope) === undefined)
    throw new HubError("hub.invalid", `scope: there is no room ${scope}`);
}

interface RulesGiven {
  wavesPercent: number[];
  soakMinutes: number;
  patienceMinutes: number;
  maxFailedPercent: number;
  onTooManyFailures: "pause" | "roll back";
}

const usualRules: RulesGiven = {
  wavesPercent: [5, 25, 100],
  soakMinutes: 10,
  patienceMinutes: 60,
  maxFailedPercent: 5,
  onTooManyFailures: "pause",
};

function rulesOf(given: RulesGiven = usualRules): RollOutRules {
  const rising = given.wavesPercent.every((percent, at, all) => at === 0 || percent > (all[at - 1] ?? 0));
  if (!rising || given.wavesPercent.at(-1) !== 100)
    throw new HubError("hub.invalid", "wavesPercent: rising, the last one 100");
  const { wavesPercent, maxFailedPercent, onTooManyFailures } = given;
  const times = { soakMs: given.soakMinutes * 60_000, patienceMs: given.patienceMinutes * 60_000 };
  return { wavesPercent, maxFailedPercent, onTooManyFailures, ...times, minAnswers: 3 };
}

function progressOf({ change, rollOut }: Plan) {
  const counts: Record<string, number> = {};
  for (const room of rollOut.rooms) counts[room.progress] = (counts[room.progress] ?? 0) + 1;
  const failed = rollOut.rooms.filter((room) => room.progress === "failed").map((room) => room.id);
  return {
    kind: change.kind,
    scope: change.scope,
    settings: change.document,
    wave: rollOut.wave,
    waves: rollOut.rules.wavesPercent,
    reason: rollOut.reason,
    counts,
    failed,
  };
}
