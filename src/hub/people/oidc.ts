import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { HubError, messageOf } from "../../domain/errors.ts";
import { guardedRequest, type OutwardGuard } from "../outward/guarded-request.ts";
import { issueChallenge, takeChallenge } from "../store/challenges.ts";
import type { Vault } from "../store/secrets.ts";
import type { Store } from "../store/store.ts";
import type { ProviderRow } from "../store/tables.ts";

export interface OidcParts {
  store: Store;
  vault: Vault;
  guard: OutwardGuard;
}

/** What is remembered between the way to the provider and back. */
interface Trip {
  organisation: string;
  verifier: string;
  state: string;
  nonce: string;
  redirectUri: string;
}

/** For whom a provider vouches. */
export interface Vouched {
  provider: ProviderRow;
  subject: string;
  /** Lower case; empty when the provider tells none that is believed. */
  email: string;
  name: string;
}

export const callbackPath = "/api/sign-in/oidc/callback";

/**
 * Where the browser goes to sign in (OpenID Connect authorization code with PKCE, state and nonce), and the secret that it
 * brings back in a cookie.
 * @throws HubError hub.not-found when no provider is for this address, hub.unreachable
 */
export async function beginOidc(
  { store, vault, guard }: OidcParts,
  email: string,
  origin: string,
  now: number,
): Promise<{ url: string; secret: string }> {
  const provider = await providerFor(store, email);
  if (provider === undefined)
    throw new HubError("hub.not-found", "no identity provider is set up for this address; sign in in another way");
  const configuration = await configurationOf(provider, vault, guard);
  const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
  const redirectUri = `${origin}${callbackPath}`;
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: "openid email profile",
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    login_hint: email,
  });
  const trip: Trip = { organisation: provider.organisation, verifier, state, nonce, redirectUri };
  return { url: url.href, secret: await issueChallenge(store, "oidc", trip, now) };
}

/**
 * Checks what the browser brought back from the provider.
 * @param query with the question mark
 * @throws HubError hub.signed-out
 */
export async function finishOidc(
  { store, vault, guard }: OidcParts,
  secret: string,
  query: string,
  now: number,
): Promise<Vouched> {
  const trip = await takeChallenge<Trip>(store, "oidc", secret, now);
  const provider = await store.db
    .selectFrom("identity_providers")
    .selectAll()
    .where("organisation", "=", trip.organisation)
    .executeTakeFirst();
  if (provider === undefined) throw new HubError("hub.signed-out", "the identity provider was taken out meanwhile");
  try {
    const configuration = await configurationOf(provider, vault, guard);
    const tokens = await authorizationCodeGrant(configuration, new URL(`${trip.redirectUri}${query}`), {
      pkceCodeVerifier: trip.verifier,
      expectedState: trip.state,
      expectedNonce: trip.nonce,
      idTokenExpected: true,
    });
    const token = tokens.claims();
    if (token === undefined) throw new HubError("hub.signed-out", "the provider sent no identity");
    const claims = await moreClaims(configuration, tokens.access_token, token);
    return { provider, subject: token.sub, ...personal(claims, provider) };
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw new HubError("hub.signed-out", `the identity provider did not vouch for you: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

type Claims = Record<string, unknown> & { sub: string };

/** Many providers tell the address only when asked. */
async function moreClaims(configuration: Configuration, accessToken: string, token: Claims): Promise<Claims> {
  if (typeof token.email === "string" || configuration.serverMetadata().userinfo_endpoint === undefined) return token;
  return { ...token, ...(await fetchUserInfo(configuration, accessToken, token.sub)) };
}

function personal(claims: Claims, provider: ProviderRow): { email: string; name: string } {
  const believed = claims.email_verified === true || provider.trust_unverified === 1;
  const email = believed && typeof claims.email === "string" ? claims.email.trim().toLowerCase() : "";
  const name = typeof claims.name === "string" ? claims.name.slice(0, 200) : email;
  return { email, name };
}

/** Also for trying a provider's settings before they are kept. @throws HubError hub.unreachable, hub.invalid */
export async function configurationOf(
  provider: ProviderRow,
  vault: Vault,
  guard: OutwardGuard,
): Promise<Configuration> {
  const { issuer, client_id, client_secret, organisation } = provider;
  const secret = client_secret === null ? undefined : vault.open(client_secret, `oidc:${organisation}`);
  const open = new URL(issuer).protocol === "http:";
  if (open && !guard.allowPrivate) throw new HubError("hub.invalid", "issuer: https:// is needed");
  try {
    return await discovery(new URL(issuer), client_id, secret, secret === undefined ? None() : undefined, {
      execute: open ? [allowInsecureRequests] : [],
      [customFetch]: (url, options) => guardedFetch(url, options, guard),
    });
  } catch (error) {
    throw new HubError("hub.unreachable", `the identity provider ${issuer} cannot be used: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

interface FetchOptions {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
}

async function guardedFetch(url: string, options: FetchOptions, guard: OutwardGuard): Promise<Response> {
  const body = options.body === undefined || options.body === null ? "" : String(options.body);
  const answer = await guardedRequest(new URL(url), { method: options.method, headers: options.headers, body }, guard);
  return new Response(answer.body === "" ? null : answer.body, { status: answer.status, headers: answer.headers });
}

function providerFor(store: Store, email: string): Promise<ProviderRow | undefined> {
  const domain = email.trim().toLowerCase().split("@")[1] ?? "";
  return store.db
    .selectFrom("provider_domains as d")
    .innerJoin("identity_providers as p", "p.organisation", "d.organisation")
    .selectAll("p")
    .where("d.domain", "=", domain)
    .executeTakeFirst();
}
