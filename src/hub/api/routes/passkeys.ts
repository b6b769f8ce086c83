import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { OwnPasskey } from "../../../protocol/hub/shown-people.ts";
import type { HubParts } from "../../hub-parts.ts";
import { acceptWithPasskey, offerInvitedPasskey } from "../../people/invitations.ts";
import { askForPasskey, checkPasskey, keepPasskey, offerPasskey, registered } from "../../people/passkeys.ts";
import { auditOf, openSession } from "../../people/sign-in.ts";
import { must } from "../change.ts";
import { originOf } from "../origin.ts";
import { nameText, type Route, route, strictObject } from "../route.ts";
import { welcome } from "../session-cookie.ts";

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const part = text(100_000);
const email = Type.String({ maxLength: 300 });

/** WebAuthn's RegistrationResponseJSON and AuthenticationResponseJSON; what else browsers add is left alone. */
const frame = { id: text(2000), rawId: text(2000), type: Type.Literal("public-key") };
const RegistrationShape = Type.Unsafe<RegistrationResponseJSON>(
  Type.Object({ ...frame, response: Type.Object({ clientDataJSON: part, attestationObject: part }) }),
);
const AuthenticationShape = Type.Unsafe<AuthenticationResponseJSON>(
  Type.Object({
    ...frame,
    response: Type.Object({ clientDataJSON: part, authenticatorData: part, signature: part }),
  }),
);

/** Passkeys: made, used to sign in, listed, taken out. */
export function passkeyRoutes(parts: HubParts): Route[] {
  return [...signInRoutes(parts), ...invitedRoutes(parts), ...ownRoutes(parts)];
}

function signInRoutes({ store, clock, names }: HubParts): Route[] {
  return [
    route({
      method: "POST",
      path: "/api/sign-in/passkey/options",
      summary: "What navigator.credentials.get needs to sign in with a passkey",
      needs: "public",
      handle: ({ request }) => askForPasskey(store, originOf(names, request), clock.now()),
    }),
    route({
      method: "POST",
      path: "/api/sign-in/passkey",
      summary: "Sign in with a passkey",
      needs: "public",
      body: strictObject({ response: AuthenticationShape }),
      handle: async ({ body, request, headers }) => {
        const person = await checkPasskey(store, body.response, originOf(names, request), clock.now());
        return welcome(headers, await openSession(store, person, clock.now(), "passkey"));
      },
    }),
  ];
}

function invitedRoutes({ store, clock, names }: HubParts): Route[] {
  const secret = text(200);
  return [
    route({
      method: "POST",
      path: "/api/invitations/passkey",
      summary: "What navigator.credentials.create needs to accept a one-time link with a passkey",
      needs: "public",
      body: strictObject({ secret, email, name: nameText }),
      handle: ({ body, request }) => offerInvitedPasskey(store, body, originOf(names, request), clock.now()),
    }),
    route({
      method: "POST",
      path: "/api/invitations/accept-passkey",
      summary: "Make the account of a one-time link with a passkey instead of a password, and sign in",
      needs: "public",
      body: strictObject({ secret, keyName: nameText, response: RegistrationShape }),
      handle: async ({ body, request, headers }) =>
        welcome(headers, await acceptWithPasskey(store, body, originOf(names, request), clock.now())),
    }),
  ];
}

function ownRoutes(parts: HubParts): Route[] {
  return [listOwn(parts), beginOwn(parts), addOwn(parts), removeOwn(parts)];
}

function listOwn({ store }: HubParts): Route {
  return route({
    method: "GET",
    path: "/api/passkeys",
    summary: "One's own passkeys",
    needs: "account",
    handle: ({ account }): Promise<OwnPasskey[]> =>
      store.db
        .selectFrom("passkeys")
        .select(["id", "name", "created_at as at", "used_at as usedAt"])
        .where("person", "=", account.person)
        .orderBy("created_at")
        .execute(),
  });
}

function beginOwn({ store, clock, names }: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/passkeys/options",
    summary: "What navigator.credentials.create needs for one more passkey of one's own",
    needs: "account",
    handle: async ({ account, request }) => {
      const own = store.db.selectFrom("people").select(["email", "name"]).where("id", "=", account.person);
      const owner = { person: account.person, ...(await own.executeTakeFirstOrThrow()) };
      return offerPasskey(store, `passkey of ${account.person}`, owner, originOf(names, request), clock.now());
    },
  });
}

function addOwn({ store, clock, names }: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/passkeys",
    summary: "Keep the passkey that the browser has made",
    needs: "account",
    body: strictObject({ name: nameText, response: RegistrationShape }),
    handle: async ({ account, body, request }) => {
      const { person } = account;
      const now = clock.now();
      const { key } = await registered(store, `passkey of ${person}`, body.response, originOf(names, request), now);
      await store.change(async (tx) => {
        await keepPasskey(tx, person, body.name, key, now);
        await auditOf(store, tx, person, { what: "passkey.added", detail: { name: body.name } }, now);
      });
      return { id: key.id };
    },
  });
}

function removeOwn({ store, clock }: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/passkeys/:passkey",
    summary: "Take out one of one's own passkeys; the last way to sign in stays",
    needs: "account",
    params: Type.Object({ passkey: Type.String({ maxLength: 2000 }) }),
    handle: async ({ account, params }) => {
      const { person } = account;
      await store.change(async (tx) => {
        const gone = tx.deleteFrom("passkeys").where("id", "=", params.passkey).where("person", "=", person);
        must(await gone.executeTakeFirst(), "passkey");
        const ways = await tx
          .selectFrom("people as p")
          .leftJoin("passkeys as k", "k.person", "p.id")
          .leftJoin("identities as i", "i.person", "p.id")
          .select(["p.password", "k.id", "i.subject"])
          .where("p.id", "=", person)
          .limit(1)
          .executeTakeFirst();
        if (ways === undefined || (ways.password === null && ways.id === null && ways.subject === null))
          throw new HubError("hub.conflict", "this is your last way to sign in; add another passkey first");
        await auditOf(store, tx, person, { what: "passkey.removed", detail: {} }, clock.now());
      });
      return {};
    },
  });
}
