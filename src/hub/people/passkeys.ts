import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedAuthenticationResponse,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { HubError, messageOf } from "../../domain/errors.ts";
import { issueChallenge, takeChallenge } from "../store/challenges.ts";
import type { Changes, Store } from "../store/store.ts";

/** Where the page is that asks: WebAuthn binds a key to the host name, and proves the origin. */
export interface Origin {
  /** `https://host[:port]`. */
  origin: string;
  host: string;
}

/** For whom a key is made. */
export interface KeyOwner {
  person: string;
  email: string;
  name: string;
}

const title = "Roomkeeper";
const verification = "required" as const;

/**
 * What the browser needs to make a passkey; `keep` comes back with `registered`.
 * @param purpose tells the uses of a challenge apart
 */
export async function offerPasskey<T extends KeyOwner>(
  store: Store,
  purpose: string,
  owner: T,
  where: Origin,
  now: number,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const own = await store.db.selectFrom("passkeys").select("id").where("person", "=", owner.person).execute();
  const challenge = await issueChallenge(store, purpose, { ...owner, host: where.host }, now);
  return generateRegistrationOptions({
    rpName: title,
    rpID: where.host,
    userName: owner.email,
    userDisplayName: owner.name,
    userID: new TextEncoder().encode(owner.person),
    challenge: Buffer.from(challenge, "base64url"),
    attestationType: "none",
    excludeCredentials: own,
    authenticatorSelection: { residentKey: "required", userVerification: verification },
  });
}

/** Checks the new key that the browser brought. @throws HubError hub.signed-out for an old challenge, hub.invalid */
export async function registered<T extends KeyOwner>(
  store: Store,
  purpose: string,
  response: RegistrationResponseJSON,
  where: Origin,
  now: number,
): Promise<{ owner: T; key: NewPasskey }> {
  const challenge = challengeOf(response.response.clientDataJSON);
  const owner = await takeChallenge<T & { host: string }>(store, purpose, challenge, now);
  const verified = await verify<VerifiedRegistrationResponse>(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: where.origin,
      expectedRPID: owner.host,
      requireUserVerification: true,
    }),
  );
  if (!verified.verified) throw new HubError("hub.invalid", "the passkey is not in order");
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  const public_key = Buffer.from(publicKey).toString("base64url");
  return {
    owner,
    key: { id, relying_party: owner.host, public_key, counter, transports: JSON.stringify(transports) },
  };
}

export interface NewPasskey {
  id: string;
  relying_party: string;
  public_key: string;
  counter: number;
  transports: string;
}

/** @throws HubError hub.conflict when it is somebody's already */
export async function keepPasskey(
  tx: Changes,
  person: string,
  name: string,
  key: NewPasskey,
  now: number,
): Promise<void> {
  const there = await tx.selectFrom("passkeys").select("id").where("id", "=", key.id).executeTakeFirst();
  if (there !== undefined) throw new HubError("hub.conflict", "this passkey is known already");
  await tx
    .insertInto("passkeys")
    .values({ ...key, person, name, created_at: now, used_at: null })
    .execute();
}

/** What the browser needs to sign in with a passkey; no name is asked for, so none can be probed. */
export async function askForPasskey(
  store: Store,
  where: Origin,
  now: number,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = await issueChallenge(store, "passkey", { host: where.host }, now);
  return generateAuthenticationOptions({
    rpID: where.host,
    challenge: Buffer.from(challenge, "base64url"),
    userVerification: verification,
    allowCredentials: [],
  });
}

/** Whose passkey it is. @throws HubError hub.signed-out */
export async function checkPasskey(
  store: Store,
  response: AuthenticationResponseJSON,
  where: Origin,
  now: number,
): Promise<string> {
  const challenge = challengeOf(response.response.clientDataJSON);
  const { host } = await takeChallenge<{ host: string }>(store, "passkey", challenge, now);
  const key = await store.db
    .selectFrom("passkeys as k")
    .innerJoin("people as p", "p.id", "k.person")
    .select(["k.id", "k.person", "k.public_key", "k.counter"])
    .where("k.id", "=", response.id)
    .where("k.relying_party", "=", host)
    .where("p.disabled_at", "is", null)
    .executeTakeFirst();
  if (key === undefined) throw unknown();
  const credential = { id: key.id, publicKey: Buffer.from(key.public_key, "base64url"), counter: key.counter };
  const verified = await verify<VerifiedAuthenticationResponse>(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: where.origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential,
    }),
  );
  if (!verified.verified) throw unknown();
  await store.db
    .updateTable("passkeys")
    .set({ counter: verified.authenticationInfo.newCounter, used_at: now })
    .where("id", "=", key.id)
    .execute();
  return key.person;
}

const unknown = () => new HubError("hub.signed-out", "this passkey is not known here, or was taken out");

async function verify<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw new HubError("hub.signed-out", `the passkey is not accepted: ${messageOf(error)}`, { cause: error });
  }
}

function challengeOf(clientData: string): string {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientData, "base64url").toString("utf8")) as { challenge?: unknown };
    if (typeof challenge === "string") return challenge;
  } catch {
    // Told below: what is no JSON holds no challenge.
  }
  throw new HubError("hub.invalid", "clientDataJSON: a challenge is expected");
}
