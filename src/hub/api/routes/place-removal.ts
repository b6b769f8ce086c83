import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { PlaceObstacle, ShownRemoval } from "../../../protocol/hub/shown-places.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import {
  type PlaceKind,
  type Removal,
  type RemovalEffects,
  removalEffects,
  removePlace,
} from "../../work/place-removal.ts";
import { announceTargets } from "../../work/roll-outs.ts";
import { baseChanged, change } from "../change.ts";
import { idText, inOrganisation, type Route, route, strictObject } from "../route.ts";

const mostNamed = 200;
const mostNoted = 2000;

const reasons: Record<PlaceObstacle, string> = {
  "rolling-out": "a roll-out of its settings is under way: let it end, or cancel it, first",
  granted: "a partner has been assigned it: revoke that first",
};

/** Sites and groups go, after it was said what follows; their rooms stay. */
export function placeRemovalRoutes(parts: HubParts): Route[] {
  return (["site", "group"] as const).flatMap((kind) => [previewRemoval(parts, kind), removeRoute(parts, kind)]);
}

function previewRemoval(parts: HubParts, kind: PlaceKind): Route {
  return route({
    method: "GET",
    path: `/api/o/:organisation/${kind}s/:${kind}/removal`,
    summary: `What removing a ${kind} would do to its rooms, which go to the ${kind} \`to\` or to none; nothing is changed`,
    needs: "rooms:write",
    params: inOrganisation({ [kind]: idText }),
    query: strictObject({ to: Type.Optional(idText) }),
    handle: async ({ actor, params, query }): Promise<ShownRemoval> => {
      const id = (params as Record<string, string>)[kind] ?? "";
      const removal = { organisation: actor.organisation, kind, id, to: query.to ?? null };
      return shown(parts, actor, await removalEffects(parts.store.db, removal));
    },
  });
}

function shown({ view }: HubParts, actor: Actor, effects: RemovalEffects): ShownRemoval {
  const { rooms, groups, own, obstacles, settings } = effects;
  // Who may not read settings learns that there are some, not which.
  const changes = actor.permissions.has("settings:read") ? settings.changes : [];
  const named = rooms.slice(0, mostNamed).map((id) => ({ id, name: view.get(actor.organisation, id)?.name ?? id }));
  return {
    rooms: rooms.length,
    named,
    changed: settings.rooms.length,
    changes,
    groups,
    hasSettings: own !== null,
    obstacles,
  };
}

function removeRoute(parts: HubParts, kind: PlaceKind): Route {
  return route({
    method: "DELETE",
    path: `/api/o/:organisation/${kind}s/:${kind}`,
    summary: `Remove a ${kind}, and its settings: its rooms go to the ${kind} \`to\`, null for none; \`rooms\` is how many the asker knows of`,
    needs: "rooms:write",
    params: inOrganisation({ [kind]: idText }),
    body: strictObject({
      to: Type.Optional(Type.Union([idText, Type.Null()])),
      rooms: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
    handle: async ({ actor, params, body }) => {
      const { organisation } = actor;
      const id = (params as Record<string, string>)[kind] ?? "";
      const removal: Removal = { organisation, kind, id, to: body.to ?? null };
      const told = { what: `${kind}.removed`, subject: id, detail: {} };
      const targets = await change(parts, actor, told, async (tx, now) => {
        const effects = await removalEffects(tx, removal);
        check(actor, kind, body, effects);
        told.detail = noted(removal, effects);
        return await removePlace(tx, removal, now);
      });
      baseChanged(parts, organisation);
      announceTargets(parts, organisation, targets);
      return {};
    },
  });
}

/** @throws HubError hub.in-use, hub.conflict, hub.forbidden: nothing goes that somebody has not agreed to */
function check(
  actor: Actor,
  kind: PlaceKind,
  asked: { to?: string | null; rooms?: number },
  { rooms, own, obstacles }: RemovalEffects,
): void {
  if (obstacles.length > 0)
    throw new HubError("hub.in-use", `this ${kind} cannot go: ${obstacles.map((one) => reasons[one]).join("; ")}`);
  if (rooms.length > 0 && asked.to === undefined)
    throw new HubError("hub.in-use", `${rooms.length} rooms are in this ${kind}: say in \`to\` where they go, or null`);
  if (asked.rooms !== undefined && asked.rooms !== rooms.length)
    throw new HubError(
      "hub.conflict",
      `${rooms.length} rooms are in this ${kind} by now, not ${asked.rooms}: look again`,
    );
  if (own !== null && !actor.permissions.has("settings:write"))
    throw new HubError("hub.forbidden", `this ${kind} has settings, which go with it: this needs settings:write`);
}

/** What is needed to make it again; of very many rooms the first. */
const noted = ({ to }: Removal, { name, place, rooms, groups, own }: RemovalEffects) => ({
  ...{ name, ...place, to, count: rooms.length, rooms: rooms.slice(0, mostNoted) },
  ...(groups.length === 0 ? {} : { groups: groups.map((group) => group.id) }),
  ...(own === null ? {} : { settings: own }),
});
