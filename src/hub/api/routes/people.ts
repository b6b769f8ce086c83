import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { ShownGrant, ShownPerson } from "../../../protocol/hub/shown-people.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import { invite, inviteBack } from "../../people/invite.ts";
import { isRole, mayGive, type Role, roles } from "../../people/roles.ts";
import { newId } from "../../store/ids.ts";
import { scopeNames } from "../../work/scope-names.ts";
import { change, must } from "../change.ts";
import { idText, inOrganisation, type Route, route, strictObject } from "../route.ts";

const onePerson = inOrganisation({ person: idText });

/** People, and what partners may see. */
export function peopleRoutes(parts: HubParts): Route[] {
  return [...memberRoutes(parts), ...grantRoutes(parts)];
}

function memberRoutes(parts: HubParts): Route[] {
  return [listPeople(parts), invitePerson(parts), changeRole(parts), resetPerson(parts), removePerson(parts)];
}

function listPeople(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/people",
    summary: "Who belongs to the organisation, with which role",
    needs: "people:read",
    params: inOrganisation({}),
    handle: ({ actor }): Promise<ShownPerson[]> =>
      store.db
        .selectFrom("memberships as m")
        .innerJoin("people as p", "p.id", "m.person")
        .select(["p.id", "p.email", "p.name", "m.role"])
        .where("m.organisation", "=", actor.organisation)
        .orderBy("p.name")
        .execute(),
  });
}

function invitePerson(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/people",
    summary: "Invite somebody: the answer holds a one-time link's secret, to be handed over safely",
    needs: "people:write",
    params: inOrganisation({}),
    body: strictObject({ email: Type.String({ minLength: 3, maxLength: 300 }), role: oneOf(...roles) }),
    handle: async ({ actor, body }) => {
      allow(actor, body.role);
      const told = { what: "person.invited", subject: body.email, detail: { role: body.role } };
      return {
        secret: await change(parts, actor, told, (tx, now) =>
          invite(tx, actor.organisation, body.email, body.role, now),
        ),
      };
    },
  });
}

function changeRole(parts: HubParts): Route {
  return route({
    method: "PATCH",
    path: "/api/o/:organisation/people/:person",
    summary: "Give somebody another role",
    needs: "people:write",
    params: onePerson,
    body: strictObject({ role: oneOf(...roles) }),
    handle: async ({ actor, params, body }) => {
      allow(actor, body.role);
      await change(parts, actor, { what: "person.role", subject: params.person, detail: body }, async (tx) => {
        await guardOwner(parts, actor, params.person, tx);
        const update = tx
          .updateTable("memberships")
          .set(body)
          .where("person", "=", params.person)
          .where("organisation", "=", actor.organisation);
        must(await update.executeTakeFirst(), "person");
      });
      return {};
    },
  });
}

function resetPerson(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/people/:person/reset",
    summary: "A one-time link for somebody who lost their password, code or passkey; all old ones end when it is used",
    needs: "people:write",
    params: onePerson,
    handle: async ({ actor, params }) => {
      const told = { what: "person.reset-offered", subject: params.person, detail: {} };
      const secret = await change(parts, actor, told, async (tx, now) => {
        const secret = await inviteBack(tx, actor.organisation, params.person, now);
        const { role } = await tx
          .selectFrom("memberships")
          .select("role")
          .where("person", "=", params.person)
          .executeTakeFirstOrThrow();
        // Who opens an account anew can become its owner.
        allow(actor, role as Role);
        return secret;
      });
      return { secret };
    },
  });
}

function removePerson(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/people/:person",
    summary: "Take somebody out of the organisation, effective at once",
    needs: "people:write",
    params: onePerson,
    handle: async ({ actor, params }) => {
      await change(parts, actor, { what: "person.removed", subject: params.person, detail: {} }, async (tx) => {
        await guardOwner(parts, actor, params.person, tx);
        const gone = tx
          .deleteFrom("memberships")
          .where("person", "=", params.person)
          .where("organisation", "=", actor.organisation);
        must(await gone.executeTakeFirst(), "person");
      });
      return {};
    },
  });
}

function allow(actor: Actor, given: Role): void {
  // A key acts for nobody in particular: it may do what an administrator may.
  if (!mayGive(actor.role ?? "administrator", given))
    throw new HubError("hub.forbidden", `only an owner makes somebody ${given}`);
}

/** Nobody but an owner changes an owner, and the last one stays. */
async function guardOwner(
  parts: HubParts,
  actor: Actor,
  person: string,
  tx: Parameters<Parameters<HubParts["store"]["change"]>[0]>[0],
): Promise<void> {
  const query = tx.selectFrom("memberships").select(["person", "role"]).where("organisation", "=", actor.organisation);
  const members = await (parts.store.kind === "postgres" ? query.forUpdate() : query).execute();
  const role = members.find((member) => member.person === person)?.role;
  if (role !== "owner") return;
  if (actor.role !== "owner") throw new HubError("hub.forbidden", "only an owner changes an owner");
  if (members.filter((member) => member.role === "owner").length === 1)
    throw new HubError("hub.conflict", "the last owner stays; name another one first");
}

function grantRoutes(parts: HubParts): Route[] {
  return [listGrants(parts), addGrant(parts), revokeGrant(parts)];
}

function listGrants(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/grants",
    summary: "What partners may see",
    needs: "people:read",
    params: inOrganisation({}),
    handle: async ({ actor }): Promise<ShownGrant[]> => {
      const rows = await store.db
        .selectFrom("partner_grants")
        .select(["id", "person", "scope_kind as kind", "scope", "created_at as at"])
        .where("organisation", "=", actor.organisation)
        .where("revoked_at", "is", null)
        .execute();
      const nameOf = await scopeNames(parts, actor.organisation);
      return rows.map((row) => ({ ...row, scopeName: nameOf(row.kind, row.scope) }));
    },
  });
}

function addGrant(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/o/:organisation/grants",
    summary: "Assign a site, a group or a room to a partner",
    needs: "people:write",
    params: inOrganisation({}),
    body: strictObject({ person: idText, kind: oneOf("site", "group", "room"), scope: idText }),
    handle: async ({ actor, body }) => {
      const id = newId("grant");
      const { person, kind, scope } = body;
      await change(parts, actor, { what: "partner.granted", subject: person, detail: body }, async (tx, now) => {
        const member = await tx
          .selectFrom("memberships")
          .select("role")
          .where("person", "=", person)
          .where("organisation", "=", actor.organisation)
          .executeTakeFirst();
        if (member === undefined || !isRole(member.role)) throw new HubError("hub.not-found", "no such person");
        await tx
          .insertInto("partner_grants")
          .values({
            id,
            organisation: actor.organisation,
            person,
            scope_kind: kind,
            scope,
            created_at: now,
            revoked_at: null,
          })
          .execute();
      });
      return { id };
    },
  });
}

function revokeGrant(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/grants/:grant",
    summary: "Take an assignment back, effective at once",
    needs: "people:write",
    params: inOrganisation({ grant: idText }),
    handle: async ({ actor, params }) => {
      await change(parts, actor, { what: "partner.revoked", subject: params.grant, detail: {} }, async (tx, now) => {
        const update = tx
          .updateTable("partner_grants")
          .set({ revoked_at: now })
          .where("id", "=", params.grant)
          .where("organisation", "=", actor.organisation);
        must(await update.executeTakeFirst(), "grant");
      });
      return {};
    },
  });
}
