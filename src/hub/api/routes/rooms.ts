import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { JsonObject } from "../../../protocol/hub/difference.ts";
import type { RoomList, ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { drifts, type FleetRoom, missingOf, statusOf, troubleOf } from "../../estate/room-row.ts";
import { drift } from "../../estate/templates.ts";
import type { HubParts } from "../../hub-parts.ts";
import { revokeRoom, usualReasons } from "../../trust/certificates.ts";
import { announceTargets } from "../../work/roll-outs.ts";
import { effectiveFor, readTemplates, retarget } from "../../work/targets.ts";
import { baseChanged, change, must, roomFor } from "../change.ts";
import { placeOf } from "../places.ts";
import { idText, inOrganisation, label, labels, nameText, type Route, route, strictObject } from "../route.ts";

const oneRoom = inOrganisation({ room: idText });

/** A room as the interface shows it: what is known and what follows from it. */
export const shownRoom = (room: FleetRoom): ShownRoom => ({
  ...room,
  status: statusOf(room),
  trouble: troubleOf(room),
  missing: missingOf(room),
  drift: drifts(room),
});

export function roomRoutes(parts: HubParts): Route[] {
  return [
    listRooms(parts),
    showRoom(parts),
    changeRoom(parts),
    retireRoom(parts),
    revokeTrust(parts),
    listEvents(parts),
    showSettings(parts),
  ];
}

function listRooms(parts: HubParts): Route {
  const { view } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms",
    summary:
      "Rooms that fit a search, such as `offline tag:board -floor:3`; `only` narrows it further and leaves the counts as they are",
    needs: "rooms:read",
    params: inOrganisation({}),
    query: strictObject({
      search: Type.Optional(Type.String({ maxLength: 500 })),
      only: Type.Optional(Type.String({ maxLength: 500 })),
      offset: Type.Optional(Type.Integer({ minimum: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    }),
    handle: ({ actor, query }) => {
      const { search = "", only = "", offset = 0, limit = 100 } = query;
      const found = view.list(actor.organisation, { search, only, offset, limit, visible: actor.sees });
      const shown: RoomList = { ...found, rooms: found.rooms.map(shownRoom) };
      return Promise.resolve(shown);
    },
  });
}

function showRoom(parts: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms/:room",
    summary: "One room",
    needs: "rooms:read",
    params: oneRoom,
    handle: ({ actor, params }) => Promise.resolve(shownRoom(roomFor(parts, actor, params.room))),
  });
}

function changeRoom(parts: HubParts): Route {
  return route({
    method: "PATCH",
    path: "/api/o/:organisation/rooms/:room",
    summary: "Change a room's name, place, tags and what should be in it",
    needs: "rooms:write",
    params: oneRoom,
    body: strictObject({
      name: Type.Optional(nameText),
      site: Type.Optional(Type.Union([idText, Type.Null()])),
      group: Type.Optional(Type.Union([idText, Type.Null()])),
      building: Type.Optional(label),
      floor: Type.Optional(label),
      tags: Type.Optional(labels),
      expected: Type.Optional(labels),
    }),
    handle: async ({ actor, params, body }) => {
      const { organisation } = actor;
      roomFor(parts, actor, params.room);
      const { group, tags, expected, ...rest } = body;
      const row = {
        ...rest,
        ...(group === undefined ? {} : { room_group: group }),
        ...(tags === undefined ? {} : { tags: JSON.stringify(tags) }),
        ...(expected === undefined ? {} : { expected: JSON.stringify(expected) }),
      };
      if (Object.keys(row).length === 0) throw new HubError("hub.invalid", "the body names nothing to change");
      const told = { what: "room.changed", subject: params.room, detail: body };
      const targets = await change(parts, actor, told, async (tx, now) => {
        await placeOf(tx, organisation, { site: body.site ?? null, group: group ?? null });
        const done = tx
          .updateTable("rooms")
          .set(row)
          .where("id", "=", params.room)
          .where("organisation", "=", organisation);
        must(await done.executeTakeFirst(), "room");
        return retarget(tx, organisation, [params.room], "moved", now);
      });
      baseChanged(parts, organisation, params.room);
      announceTargets(parts, organisation, targets);
      return {};
    },
  });
}

function retireRoom(parts: HubParts): Route {
  const { store, fanOut, clock } = parts;
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/rooms/:room",
    summary: "Retire a room: its certificates are revoked, its history stays",
    needs: "rooms:write",
    params: oneRoom,
    handle: async ({ actor, params }) => {
      roomFor(parts, actor, params.room);
      const reason = usualReasons.retired;
      const serials = await revokeRoom(store, actor.organisation, params.room, actor.name, reason, clock.now());
      await change(parts, actor, { what: "room.retired", subject: params.room, detail: {} }, (tx, now) =>
        tx
          .updateTable("rooms")
          .set({ retired_at: now })
          .where("id", "=", params.room)
          .where("organisation", "=", actor.organisation)
          .execute(),
      );
      fanOut.publish("expel", { room: params.room, serials, code: "hub.revoked", message: reason });
      baseChanged(parts, actor.organisation, params.room);
      return {};
    },
  });
}

function revokeTrust(parts: HubParts): Route {
  const { store, fanOut, clock } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/rooms/:room/revoke",
    summary: "Revoke a room's certificates: it is cut off at once and has to be claimed again",
    needs: "trust:write",
    params: oneRoom,
    body: strictObject({ reason: nameText }),
    handle: async ({ actor, params, body }) => {
      roomFor(parts, actor, params.room);
      const serials = await revokeRoom(store, actor.organisation, params.room, actor.name, body.reason, clock.now());
      fanOut.publish("expel", {
        room: params.room,
        serials,
        code: "hub.revoked",
        message: "this room's certificate was revoked",
      });
      return {};
    },
  });
}

function listEvents(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms/:room/events",
    summary: "A room's history, newest first",
    needs: "rooms:read",
    params: oneRoom,
    query: strictObject({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }),
    handle: ({ actor, params, query }) => {
      roomFor(parts, actor, params.room);
      return store.db
        .selectFrom("events")
        .select(["id", "at", "received_at as receivedAt", "what", "subject", "detail"])
        .where("organisation", "=", actor.organisation)
        .where("room", "=", params.room)
        .orderBy("at", "desc")
        .limit(query.limit ?? 100)
        .execute();
    },
  });
}

function showSettings(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/rooms/:room/settings",
    summary: "What a room should run and where each setting comes from, what it runs, and the difference",
    needs: "settings:read",
    params: oneRoom,
    handle: async ({ actor, params }) => {
      const { organisation, site, group, id } = roomFor(parts, actor, params.room);
      const effective = effectiveFor(await readTemplates(store.db, organisation), {
        organisation,
        site,
        group,
        room: id,
      });
      const target = await store.db
        .selectFrom("targets")
        .select(["version", "document", "set_at as setAt"])
        .where("room", "=", id)
        .executeTakeFirst();
      const report = await store.db.selectFrom("reports").selectAll().where("room", "=", id).executeTakeFirst();
      const wanted = JSON.parse(target?.document ?? "{}") as JsonObject;
      const runs = JSON.parse(report?.document ?? "{}") as JsonObject;
      return {
        target: { version: target?.version ?? 0, setAt: target?.setAt ?? null, document: wanted },
        origins: effective.origins,
        reported:
          report === undefined
            ? null
            : {
                version: report.version,
                status: report.status,
                reason: report.reason,
                at: report.at,
                document: runs,
              },
        drift: drift(wanted, runs).map(({ p, v }) => ({ path: p.join("."), value: v ?? null })),
      };
    },
  });
}
