import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { HubParts } from "../../hub-parts.ts";
import { newId } from "../../store/ids.ts";
import { insertCertificate } from "../../trust/certificates.ts";
import { insertRoom } from "../../trust/claims.ts";
import { announceTargets } from "../../work/roll-outs.ts";
import { retarget } from "../../work/targets.ts";
import { baseChanged, change, must, roomFor } from "../change.ts";
import { placeOf } from "../places.ts";
import { idText, inOrganisation, label, labels, nameText, type Route, route, strictObject } from "../route.ts";

const optionalId = Type.Optional(Type.Union([idText, Type.Null()]));
const SiteShape = strictObject({
  name: nameText,
  address: Type.Optional(Type.String({ maxLength: 500 })),
  zone: Type.Optional(Type.String({ maxLength: 100 })),
  latitude: Type.Optional(Type.Union([Type.Number({ minimum: -90, maximum: 90 }), Type.Null()])),
  longitude: Type.Optional(Type.Union([Type.Number({ minimum: -180, maximum: 180 }), Type.Null()])),
});

/** Sites, groups, and how rooms come into them. */
export function placeRoutes(parts: HubParts): Route[] {
  return [...claimRoutes(parts), ...preparedRoutes(parts), ...siteRoutes(parts), ...groupRoutes(parts)];
}

function claimRoutes(parts: HubParts): Route[] {
  return [claimRoom(parts), addRooms(parts)];
}

function claimRoom(parts: HubParts): Route {
  const { claims, store, fanOut, clock } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/claims",
    summary:
      "Claim the room whose panel shows this code: a new room, or `room` with another computer, whose former one is cut off; `trustAgain` for a computer whose key was revoked before",
    needs: "rooms:write",
    params: inOrganisation({}),
    body: strictObject({
      code: Type.String({ maxLength: 40 }),
      name: Type.Optional(nameText),
      site: optionalId,
      group: optionalId,
      room: Type.Optional(idText),
      trustAgain: Type.Optional(Type.Boolean()),
    }),
    handle: async ({ actor, body }) => {
      const { code: typed, room, trustAgain = false } = body;
      const { organisation, name: asker } = actor;
      const place = { site: body.site ?? null, group: body.group ?? null };
      const existing = room === undefined ? null : roomFor(parts, actor, room);
      // Somebody's computer is cut off, or is trusted again: that takes more than adding rooms.
      const mayReplace = actor.permissions.has("trust:write");
      const trusts = trustAgain || (existing !== null && existing.seenAt !== null);
      if (trusts && !mayReplace) throw new HubError("hub.forbidden", "this needs trust:write");
      const name = existing?.name ?? body.name;
      if (name === undefined) throw new HubError("hub.invalid", "a new room needs a name");
      await placeOf(store.db, organisation, place);
      const { ended, ...claimed } = await claims.claim(
        { typed, organisation, actor: asker, trustAgain, mayReplace },
        { name, existing: room, ...place },
      );
      if (ended.length > 0) {
        const message = "another computer has taken this room's place";
        fanOut.publish("expel", { room: claimed.room, serials: ended, code: "hub.revoked", message });
      }
      const targets = await store.change((tx) =>
        retarget(tx, actor.organisation, [claimed.room], "claimed", clock.now()),
      );
      baseChanged(parts, actor.organisation, claimed.room);
      announceTargets(parts, actor.organisation, targets);
      return claimed;
    },
  });
}

function addRooms(parts: HubParts): Route {
  const { store, clock } = parts;
  return route({
    method: "POST",
    path: "/api/o/:organisation/rooms",
    summary: "Add rooms by name that will be claimed later, at most 1000 at once",
    needs: "rooms:write",
    params: inOrganisation({}),
    body: strictObject({
      rooms: Type.Array(strictObject({ name: nameText, site: optionalId, group: optionalId }), {
        minItems: 1,
        maxItems: 1000,
      }),
    }),
    handle: async ({ actor, body }) => {
      const made = body.rooms.map((room) => ({
        id: newId("room", clock.now()),
        name: room.name,
        site: room.site ?? null,
        group: room.group ?? null,
      }));
      for (const room of made) await placeOf(store.db, actor.organisation, room);
      const told = {
        what: "room.added",
        subject: String(made.length),
        detail: { rooms: made.map(({ id, name }) => [id, name]) },
      };
      await change(parts, actor, told, async (tx, now) => {
        for (const room of made) await insertRoom(tx, room.id, actor.organisation, room, now);
      });
      baseChanged(parts, actor.organisation);
      return { rooms: made.map(({ id }) => id) };
    },
  });
}

/** For installing many: the keys are made elsewhere, and nobody has to type codes. */
function preparedRoutes(parts: HubParts): Route[] {
  const { authority, store } = parts;
  const RoomShape = strictObject({
    name: nameText,
    site: optionalId,
    group: optionalId,
    building: Type.Optional(label),
    floor: Type.Optional(label),
    tags: Type.Optional(labels),
    expected: Type.Optional(labels),
    csr: Type.String({ maxLength: 4000 }),
  });
  return [
    route({
      method: "POST",
      path: "/api/o/:organisation/prepared-rooms",
      summary: "Make rooms with certificates for these signing requests, without claim codes; at most 250 at once",
      needs: "trust:write",
      params: inOrganisation({}),
      body: strictObject({ rooms: Type.Array(RoomShape, { minItems: 1, maxItems: 250 }) }),
      handle: async ({ actor, body }) => {
        const { organisation } = actor;
        const now = parts.clock.now();
        const made = await Promise.all(
          body.rooms.map(async ({ csr, site = null, group = null, ...room }) => {
            await placeOf(store.db, organisation, { site, group });
            const id = newId("room", now);
            return { ...room, id, site, group, issued: await authority.issueForRoom(csr, id, organisation, now) };
          }),
        );
        const told = {
          what: "room.prepared",
          subject: String(made.length),
          detail: { rooms: made.map(({ id, name }) => [id, name]) },
        };
        const targets = await change(parts, actor, told, async (tx) => {
          for (const { id, issued, ...room } of made) {
            await insertRoom(tx, id, organisation, room, now);
            await insertCertificate(tx, organisation, id, issued, now);
          }
          const ids = made.map(({ id }) => id);
          return retarget(tx, organisation, ids, "prepared", now);
        });
        baseChanged(parts, organisation, ...made.map(({ id }) => id));
        announceTargets(parts, organisation, targets);
        return {
          authority: authority.certificate,
          rooms: made.map(({ id, issued }) => ({ id, certificate: issued.certificate })),
        };
      },
    }),
  ];
}

function siteRoutes(parts: HubParts): Route[] {
  return [listSites(parts), addSite(parts), changeSite(parts)];
}

function listSites(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/sites",
    summary: "The organisation's sites",
    needs: "rooms:read",
    params: inOrganisation({}),
    handle: async ({ actor }) => {
      const sites = await store.db
        .selectFrom("sites")
        .selectAll()
        .where("organisation", "=", actor.organisation)
        .orderBy("name")
        .execute();
      if (actor.role !== "partner") return sites;
      const seen = new Set(
        parts.view
          .all(actor.organisation)
          .filter(actor.sees)
          .map((room) => room.site),
      );
      return sites.filter((site) => seen.has(site.id));
    },
  });
}

function addSite(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/sites",
    summary: "Add a site",
    needs: "rooms:write",
    params: inOrganisation({}),
    body: SiteShape,
    handle: async ({ actor, body }) => {
      const id = newId("site");
      const row = { address: "", zone: "", latitude: null, longitude: null, ...body };
      await change(parts, actor, { what: "site.added", subject: id, detail: body }, (tx) =>
        tx
          .insertInto("sites")
          .values({ id, organisation: actor.organisation, ...row })
          .execute(),
      );
      return { id };
    },
  });
}

function changeSite(parts: HubParts): Route {
  return route({
    method: "PUT",
    path: "/api/o/:organisation/sites/:site",
    summary: "Change a site",
    needs: "rooms:write",
    params: inOrganisation({ site: idText }),
    body: SiteShape,
    handle: async ({ actor, params, body }) => {
      await change(parts, actor, { what: "site.changed", subject: params.site, detail: body }, async (tx) => {
        const update = tx
          .updateTable("sites")
          .set(body)
          .where("id", "=", params.site)
          .where("organisation", "=", actor.organisation);
        must(await update.executeTakeFirst(), "site");
      });
      baseChanged(parts, actor.organisation);
      return {};
    },
  });
}

function groupRoutes(parts: HubParts): Route[] {
  const { store } = parts;
  return [
    route({
      method: "GET",
      path: "/api/o/:organisation/groups",
      summary: "The organisation's groups of rooms",
      needs: "rooms:read",
      params: inOrganisation({}),
      handle: async ({ actor }) => {
        const groups = await store.db
          .selectFrom("room_groups")
          .selectAll()
          .where("organisation", "=", actor.organisation)
          .orderBy("name")
          .execute();
        if (actor.role !== "partner") return groups;
        const seen = new Set(
          parts.view
            .all(actor.organisation)
            .filter(actor.sees)
            .map((room) => room.group),
        );
        return groups.filter((group) => seen.has(group.id));
      },
    }),
    route({
      method: "POST",
      path: "/api/o/:organisation/groups",
      summary: "Add a group",
      needs: "rooms:write",
      params: inOrganisation({}),
      body: strictObject({ name: nameText, site: optionalId }),
      handle: async ({ actor, body }) => {
        const id = newId("group");
        const site = body.site ?? null;
        await placeOf(store.db, actor.organisation, { site, group: null });
        await change(parts, actor, { what: "group.added", subject: id, detail: body }, (tx) =>
          tx
            .insertInto("room_groups")
            .values({ id, organisation: actor.organisation, name: body.name, site })
            .execute(),
        );
        return { id };
      },
    }),
    changeGroup(parts),
  ];
}

function changeGroup(parts: HubParts): Route {
  return route({
    method: "PUT",
    path: "/api/o/:organisation/groups/:group",
    summary: "Change a group",
    needs: "rooms:write",
    params: inOrganisation({ group: idText }),
    body: strictObject({ name: nameText, site: optionalId }),
    handle: async ({ actor, params, body }) => {
      await change(parts, actor, { what: "group.changed", subject: params.group, detail: body }, async (tx) => {
        await placeOf(tx, actor.organisation, { site: body.site ?? null, group: null });
        const update = tx
          .updateTable("room_groups")
          .set(body)
          .where("id", "=", params.group)
          .where("organisation", "=", actor.organisation);
        must(await update.executeTakeFirst(), "group");
      });
      baseChanged(parts, actor.organisation);
      return {};
    },
  });
}
