import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { ShownRollOut, ShownRollOutDetail } from "../../../protocol/hub/shown-settings.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { RollOutRules } from "../../estate/roll-out.ts";
import type { HubParts } from "../../hub-parts.ts";
import { RollOutSummaries } from "../../work/roll-out-summaries.ts";
import type { Plan, RollOuts } from "../../work/roll-outs.ts";
import { idText, inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";
import { ChangeShape, changeOf } from "./settings.ts";

const minutes = (maximum: number) => Type.Integer({ minimum: 0, maximum });
const RulesShape = strictObject({
  wavesPercent: Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), { minItems: 1, maxItems: 20 }),
  soakMinutes: minutes(7 * 1440),
  patienceMinutes: Type.Integer({ minimum: 1, maximum: 14 * 1440 }),
  maxFailedPercent: Type.Integer({ minimum: 0, maximum: 100 }),
  onTooManyFailures: oneOf("pause", "roll back"),
});

/** How changes of settings are rolled out. */
export function rollOutRoutes(parts: HubParts, rollOuts: RollOuts): Route[] {
  const summaries = new RollOutSummaries(parts);
  return [
    startRollOut(parts, rollOuts),
    listRollOuts(parts, summaries),
    showRollOut(parts, summaries),
    orderRollOut(parts, rollOuts),
  ];
}

function startRollOut(parts: HubParts, rollOuts: RollOuts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/rollouts",
    summary: "Change settings in stages: a canary first, then shares of the rooms; stops by itself on failures",
    needs: "settings:write",
    params: inOrganisation({}),
    body: strictObject({ name: nameText, ...ChangeShape, rules: Type.Optional(RulesShape) }),
    handle: async ({ actor, body }) => {
      const change = await changeOf(parts, actor, body);
      const rules = rulesOf(body.rules);
      const { organisation, name: by } = actor;
      return { id: await rollOuts.start({ organisation, name: body.name, actor: by, change, rules }) };
    },
  });
}

function listRollOuts(parts: HubParts, summaries: RollOutSummaries): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rollouts",
    summary: "Roll-outs, newest first",
    needs: "settings:read",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownRollOut[]> => {
      if (actor.role === "partner") return [];
      const rows = await store.db
        .selectFrom("rollouts")
        .select(["id", "organisation", "name", "status", "created_at", "created_by", "updated_at"])
        .where("organisation", "=", actor.organisation)
        .orderBy("created_at", "desc")
        .limit(100)
        .execute();
      return summaries.shown(actor.organisation, rows);
    },
  });
}

function showRollOut(parts: HubParts, summaries: RollOutSummaries): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rollouts/:rollout",
    summary: "One roll-out: its rules, and the rooms that failed or are late with the reasons they gave",
    needs: "settings:read",
    params: inOrganisation({ rollout: idText }),
    handle: async ({ actor, params }): Promise<ShownRollOutDetail> => {
      if (actor.role === "partner") throw new HubError("hub.forbidden", "partners do not see roll-outs");
      const row = await store.db
        .selectFrom("rollouts")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .where("id", "=", params.rollout)
        .executeTakeFirst();
      if (row === undefined) throw new HubError("hub.not-found", "no such roll-out");
      const { plan, ...rest } = row;
      const [summary] = (await summaries.shown(actor.organisation, [rest])) as [ShownRollOut];
      return { ...summary, ...detailOf(parts, actor.organisation, JSON.parse(plan) as Plan) };
    },
  });
}

const mostTroubled = 500;

function detailOf({ view }: HubParts, organisation: string, { rollOut }: Plan) {
  const { rules, throughAt, rooms } = rollOut;
  const { maxFailedPercent, onTooManyFailures, soakMs, patienceMs } = rules;
  const minutes = { soakMinutes: soakMs / 60_000, patienceMinutes: patienceMs / 60_000 };
  const all = rooms.filter(({ progress }) => progress === "failed" || progress === "late");
  const troubled = all.slice(0, mostTroubled).map(({ id, progress }) => {
    const room = view.get(organisation, id);
    const reason = room?.reportedStatus === "rejected" ? room.reportedReason : "";
    return { id, name: room?.name ?? id, progress, reason };
  });
  const shownRules = { ...minutes, maxFailedPercent, onTooManyFailures };
  return { rules: shownRules, throughAt, troubled, troubledTotal: all.length };
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
