import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { HubParts } from "../../hub-parts.ts";
import { acceptInvitation, joinWithAccount, openInvitation } from "../../people/invitations.ts";
import { permissionsOf, type Role } from "../../people/roles.ts";
import { auditOf, signIn } from "../../people/sign-in.ts";
import { hashSecret } from "../../store/ids.ts";
import { nameText, type Route, route, strictObject } from "../route.ts";
import { cookieIn, sessionCookie, sessionCookieOf, welcome } from "../session-cookie.ts";

const text = (maxLength: number) => Type.String({ maxLength });
const secret = Type.String({ minLength: 1, maxLength: 200 });

/** Signing in and out; one-time links. */
export function sessionRoutes(parts: HubParts): Route[] {
  return [
    signInRoute(parts),
    signOutRoute(parts),
    showMe(parts),
    changeMe(parts),
    openLink(parts),
    acceptLink(parts),
    joinByLink(parts),
  ];
}

function signInRoute(parts: HubParts): Route {
  const { store, vault, clock } = parts;
  return route({
    method: "POST",
    path: "/api/sign-in",
    summary: "Sign in with e-mail address, password and the code of the authenticator app",
    needs: "public",
    body: strictObject({ email: text(300), password: text(300), code: text(20) }),
    handle: async ({ body, headers }) => welcome(headers, await signIn(store, vault, clock, body)),
  });
}

function signOutRoute(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "POST",
    path: "/api/sign-out",
    summary: "End this session",
    needs: "account",
    handle: async ({ request, headers }) => {
      const cookie = cookieIn(request, sessionCookie);
      await store.db.deleteFrom("sign_ins").where("hash", "=", hashSecret(cookie)).execute();
      headers["set-cookie"] = sessionCookieOf("");
      return {};
    },
  });
}

function showMe(parts: HubParts): Route {
  const { store } = parts;
  return route({
    method: "GET",
    path: "/api/me",
    summary: "Who is signed in, and in which organisations",
    needs: "account",
    handle: async ({ account }) => {
      const person = await store.db
        .selectFrom("people")
        .select(["id", "email", "name"])
        .where("id", "=", account.person)
        .executeTakeFirstOrThrow();
      const all = store.db
        .selectFrom("memberships as m")
        .innerJoin("organisations as o", "o.id", "m.organisation")
        .select(["m.organisation as id", "o.name", "m.role"])
        .where("m.person", "=", account.person);
      const { organisation: only } = account;
      const memberships = await (only === null ? all : all.where("m.organisation", "=", only)).execute();
      const organisations = memberships.map((one) => ({ ...one, permissions: [...permissionsOf(one.role as Role)] }));
      return { ...person, csrf: account.csrf, organisations };
    },
  });
}

function changeMe(parts: HubParts): Route {
  const { store, clock } = parts;
  return route({
    method: "PATCH",
    path: "/api/me",
    summary: "Change one's own name",
    needs: "account",
    body: strictObject({ name: nameText }),
    handle: async ({ account, body }) => {
      const { person, organisation } = account;
      await store.change(async (tx) => {
        await tx.updateTable("people").set(body).where("id", "=", person).execute();
        await auditOf(store, tx, person, { what: "person.renamed", detail: body }, clock.now(), organisation);
      });
      return {};
    },
  });
}

function openLink(parts: HubParts): Route {
  const { store, vault, clock } = parts;
  return route({
    method: "POST",
    path: "/api/invitations/open",
    summary: "What a one-time link is for, with the seed for an authenticator app",
    needs: "public",
    body: strictObject({ secret }),
    handle: ({ body }) => openInvitation(store, vault, body.secret, clock.now()),
  });
}

function acceptLink(parts: HubParts): Route {
  const { store, vault, clock } = parts;
  return route({
    method: "POST",
    path: "/api/invitations/accept",
    summary: "Make the account of a one-time link, and sign in",
    needs: "public",
    body: strictObject({
      secret,
      email: text(300),
      name: Type.String({ minLength: 1, maxLength: 200 }),
      password: text(300),
      seed: text(500),
      code: text(20),
    }),
    handle: async ({ body, headers }) => welcome(headers, await acceptInvitation(store, vault, body, clock.now())),
  });
}

function joinByLink(parts: HubParts): Route {
  const { store, clock } = parts;
  return route({
    method: "POST",
    path: "/api/invitations/join",
    summary: "Take a one-time link with the account that one has: one more organisation",
    needs: "account",
    body: strictObject({ secret }),
    handle: ({ account, body }) => {
      if (account.organisation !== null)
        throw new HubError("hub.forbidden", "sign in with a password or passkey of this hub first");
      return joinWithAccount(store, body.secret, account.person, clock.now());
    },
  });
}
