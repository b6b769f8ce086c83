import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import { actionVerbs } from "../../../protocol/hub/bodies.ts";
import type { JsonObject } from "../../../protocol/hub/difference.ts";
import type { ShownAction } from "../../../protocol/hub/shown-action.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import { actorNames } from "../../people/names.ts";
import { createAction } from "../../work/actions.ts";
import { roomFor } from "../change.ts";
import { idText, inOrganisation, type Route, route, strictObject } from "../route.ts";

const oneRoom = inOrganisation({ room: idText });
const usualExpiryMs = 5 * 60_000;
const argumentBytes = 10_000;

export function actionRoutes(parts: HubParts): Route[] {
  return [askAction(parts), listActions(parts), showAction(parts)];
}

function askAction(parts: HubParts): Route {
  const { store, clock, fanOut } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/rooms/:room/actions",
    summary: "Ask a room to do something; its real outcome is in the action later. Nothing unmutes or opens a camera",
    needs: "rooms:act",
    params: oneRoom,
    body: strictObject({
      verb: oneOf(...actionVerbs),
      arguments: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown())),
      expiresInSeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 7 * 86_400 })),
    }),
    handle: async ({ actor, params, body }) => {
      const room = roomFor(parts, actor, params.room);
      const wanted = (body.arguments ?? {}) as JsonObject;
      if (JSON.stringify(wanted).length > argumentBytes) throw new HubError("hub.invalid", "arguments: too long");
      const expiresInMs = body.expiresInSeconds === undefined ? usualExpiryMs : body.expiresInSeconds * 1000;
      const asked = {
        organisation: actor.organisation,
        room: room.id,
        verb: body.verb,
        arguments: wanted,
        expiresInMs,
        actor: actor.name,
      };
      const action = await createAction(store, asked, clock.now());
      fanOut.publish("deliver", { room: room.id, body: action });
      return { id: action.id, expiresAt: action.expiresAt };
    },
  });
}

function listActions(parts: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms/:room/actions",
    summary: "A room's actions, newest first",
    needs: "rooms:read",
    params: oneRoom,
    handle: async ({ actor, params }): Promise<ShownAction[]> => {
      roomFor(parts, actor, params.room);
      const newest = actionsOf(parts, actor).where("room", "=", params.room).orderBy("created_at", "desc").limit(100);
      return withNames(parts, actor, await newest.execute());
    },
  });
}

function showAction(parts: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/actions/:action",
    summary: "One action and its outcome",
    needs: "rooms:read",
    params: inOrganisation({ action: idText }),
    handle: async ({ actor, params }): Promise<ShownAction> => {
      const found = await actionsOf(parts, actor).where("id", "=", params.action).execute();
      const [row] = await withNames(parts, actor, found);
      if (row === undefined) throw new HubError("hub.not-found", "no such action");
      roomFor(parts, actor, row.room);
      return row;
    },
  });
}

const actionsOf = ({ store }: HubParts, { organisation }: Actor) =>
  store.db
    .selectFrom("actions")
    .select(["id", "room", "verb", "arguments", "status", "detail", "created_by as by", "created_at as at"])
    .select(["expires_at as expiresAt", "ended_at as endedAt"])
    .where("organisation", "=", organisation);

async function withNames(parts: HubParts, actor: Actor, rows: Omit<ShownAction, "byName">[]): Promise<ShownAction[]> {
  const names = await actorNames(
    parts,
    actor.organisation,
    rows.map(({ by }) => by),
  );
  return rows.map((row) => ({ ...row, byName: names.get(row.by) ?? row.by }));
}
