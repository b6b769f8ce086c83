import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import type { ShownProvider } from "../../../protocol/hub/shown-people.ts";
import { oneOf } from "../../../protocol/shapes.ts";
import type { HubParts } from "../../hub-parts.ts";
import type { Actor } from "../../people/actor.ts";
import { personOf } from "../../people/newcomers.ts";
import { beginOidc, callbackPath, configurationOf, finishOidc } from "../../people/oidc.ts";
import { openSession } from "../../people/sign-in.ts";
import type { Changes } from "../../store/store.ts";
import { change, must } from "../change.ts";
import { originOf } from "../origin.ts";
import { inOrganisation, nameText, type Route, route, strictObject } from "../route.ts";
import { cookieIn, oidcCookie, sessionCookieOf, tripCookieOf } from "../session-cookie.ts";

const ProviderShape = strictObject({
  issuer: Type.String({ pattern: "^https?://", maxLength: 500 }),
  clientId: nameText,
  /** Absent: the one that is kept stays. Null: a public client. */
  clientSecret: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()])),
  domains: Type.Array(Type.String({ pattern: "^[a-z0-9.-]{1,190}$" }), { minItems: 1, maxItems: 50 }),
  newcomers: Type.Union([oneOf("operator", "viewer"), Type.Null()]),
  trustUnverified: Type.Optional(Type.Boolean()),
});

/** Signing in through an organisation's own identity provider (OpenID Connect), and setting one up. */
export function oidcRoutes(parts: HubParts): Route[] {
  return [beginSignIn(parts), finishSignIn(parts), showProvider(parts), setProvider(parts), removeProvider(parts)];
}

function beginSignIn(parts: HubParts): Route {
  return route({
    method: "POST",
    path: "/api/sign-in/oidc",
    summary: "Where the browser goes to sign in with the identity provider of this e-mail address's organisation",
    needs: "public",
    body: strictObject({ email: Type.String({ minLength: 3, maxLength: 300 }) }),
    handle: async ({ body, request, headers }) => {
      const { origin } = originOf(parts.names, request);
      const { url, secret } = await beginOidc(parts, body.email, origin, parts.clock.now());
      headers["set-cookie"] = tripCookieOf(secret);
      return { url };
    },
  });
}

function finishSignIn(parts: HubParts): Route {
  const { store, clock, log } = parts;
  return route({
    method: "GET",
    path: callbackPath,
    summary: "The identity provider sends the browser here; it goes on to the console, signed in or with the reason",
    needs: "public",
    query: Type.Object({}),
    handle: async ({ request, headers }) => {
      const query = request.raw.url?.slice(callbackPath.length) ?? "";
      try {
        const vouched = await finishOidc(parts, cookieIn(request, oidcCookie), query, clock.now());
        const person = await personOf(store, vouched, clock.now());
        const { organisation } = vouched.provider;
        const signedIn = await openSession(store, person, clock.now(), "provider", organisation);
        headers["set-cookie"] = [sessionCookieOf(signedIn.secret), tripCookieOf("")];
        headers.location = "/";
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        log.warn("a sign-in through an identity provider failed", { code: error.code, cause: error.message });
        headers["set-cookie"] = tripCookieOf("");
        headers.location = `/#sign-in-failed=${encodeURIComponent(error.message.slice(0, 300))}`;
      }
    },
  });
}

function showProvider(parts: HubParts): Route {
  const { store, names } = parts;
  return route({
    method: "GET",
    path: "/api/o/:organisation/identity-provider",
    summary: "The organisation's identity provider (null: none), and the address to register there",
    needs: "people:write",
    params: inOrganisation({}),
    handle: async ({ actor, request }): Promise<ShownProvider> => {
      const { organisation } = actor;
      const row = await store.db
        .selectFrom("identity_providers")
        .selectAll()
        .where("organisation", "=", organisation)
        .executeTakeFirst();
      const domains = await store.db
        .selectFrom("provider_domains")
        .select("domain")
        .where("organisation", "=", organisation)
        .orderBy("domain")
        .execute();
      const provider = row && {
        ...{ issuer: row.issuer, clientId: row.client_id, hasSecret: row.client_secret !== null },
        ...{ domains: domains.map(({ domain }) => domain), newcomers: row.newcomers },
        trustUnverified: row.trust_unverified === 1,
      };
      return { provider: provider ?? null, redirectUri: `${originOf(names, request).origin}${callbackPath}` };
    },
  });
}

function setProvider(parts: HubParts): Route {
  const { store, vault, guard } = parts;
  return route({
    method: "PUT",
    path: "/api/o/:organisation/identity-provider",
    summary: "Set up the organisation's identity provider; it is tried before it is kept. Only an owner may",
    needs: "people:write",
    params: inOrganisation({}),
    body: ProviderShape,
    handle: async ({ actor, body }) => {
      ownerOnly(actor);
      const { organisation } = actor;
      const { issuer, clientId, clientSecret, domains, newcomers, trustUnverified = false } = body;
      const sealed = typeof clientSecret === "string" ? vault.seal(clientSecret, `oidc:${organisation}`) : null;
      const kept = store.db.selectFrom("identity_providers").select("client_secret");
      const before = await kept.where("organisation", "=", organisation).executeTakeFirst();
      const client_secret = clientSecret === undefined ? (before?.client_secret ?? null) : sealed;
      const row = { issuer, client_id: clientId, client_secret, newcomers, trust_unverified: trustUnverified ? 1 : 0 };
      await configurationOf({ organisation, ...row }, vault, guard);
      const told = { what: "provider.changed", subject: issuer, detail: { clientId, domains, newcomers } };
      await change(parts, actor, told, async (tx) => {
        await tx
          .insertInto("identity_providers")
          .values({ organisation, ...row })
          .onConflict((c) => c.column("organisation").doUpdateSet(row))
          .execute();
        await setDomains(tx, organisation, domains);
      });
      return {};
    },
  });
}

async function setDomains(tx: Changes, organisation: string, domains: string[]): Promise<void> {
  await tx.deleteFrom("provider_domains").where("organisation", "=", organisation).execute();
  const taken = await tx.selectFrom("provider_domains").select("domain").where("domain", "in", domains).execute();
  if (taken.length > 0)
    throw new HubError("hub.conflict", `domains: ${taken[0]?.domain} belongs to another organisation's provider`);
  const rows = [...new Set(domains)].map((domain) => ({ domain, organisation }));
  await tx.insertInto("provider_domains").values(rows).execute();
}

function removeProvider(parts: HubParts): Route {
  return route({
    method: "DELETE",
    path: "/api/o/:organisation/identity-provider",
    summary: "Take the identity provider out; sessions that it vouched for end",
    needs: "people:write",
    params: inOrganisation({}),
    handle: async ({ actor }) => {
      ownerOnly(actor);
      const { organisation } = actor;
      await change(parts, actor, { what: "provider.removed", subject: "", detail: {} }, async (tx) => {
        const gone = tx.deleteFrom("identity_providers").where("organisation", "=", organisation);
        must(await gone.executeTakeFirst(), "identity provider");
        for (const table of ["provider_domains", "identities", "sign_ins"] as const)
          await tx.deleteFrom(table).where("organisation", "=", organisation).execute();
      });
      return {};
    },
  });
}

/** Whoever sets the provider can become anybody in the organisation. */
function ownerOnly(actor: Actor): void {
  if (actor.role !== "owner") throw new HubError("hub.forbidden", "only an owner sets up the identity provider");
}
