import type { Static } from "typebox";
import Type from "typebox";
import { HubError } from "../domain/errors.ts";
import { type Clock, delay } from "../platform/clock.ts";
import { createPrivateKey } from "../platform/x509.ts";
import { readerOf } from "../protocol/check.ts";
import { askHub, type ClientCredentials, fetchAuthority, type HubAddress } from "./hub-address.ts";
import { type Identity, type IdentityFolder, signingRequest } from "./identity.ts";
import { sameAuthority } from "./revocation.ts";

const text = Type.String({ minLength: 1, maxLength: 20_000 });
const readBegun = readerOf(
  Type.Object({ claim: text, code: text, poll: text, expiresAt: Type.Number(), fingerprint: text }),
  "claim from the hub",
  "hub.protocol",
);
const ProgressSchema = Type.Union([
  Type.Object({ status: Type.Union([Type.Literal("waiting"), Type.Literal("over")]) }),
  Type.Object({ status: Type.Literal("claimed"), room: text, certificate: text, authority: text }),
]);
const readProgress = readerOf(ProgressSchema, "claim progress from the hub", "hub.protocol");
const readRenewed = readerOf(
  Type.Object({ certificate: text, authority: text }),
  "certificate from the hub",
  "hub.protocol",
);

/** For the panel: the code, a short text to compare with the console, and until when (hub's clock, ms). */
export interface ShownClaim {
  code: string;
  fingerprint: string;
  expiresAt: number;
  /** The room was claimed before: its key was revoked, or the hub does not know it any more. */
  again: "revoked" | "unknown" | null;
}

export interface EnrolmentParts {
  address: HubAddress;
  /** Expected hash of the hub's authority; null: the system's authorities vouch for the hub. */
  pin: string | null;
  folder: IdentityFolder;
  software: string;
  clock: Clock;
  /** Shows a code; null: none is valid now. */
  show: (claim: ShownClaim | null) => void;
  signal: AbortSignal;
  /** Who the room was, and is until it is claimed anew: with another key, by the same authority. */
  former?: Identity;
}

const pollMs = 2000;

/**
 * Shows claim codes, one after the other, until somebody has claimed the room; keeps the certificate.
 * @throws what the signal was aborted with; HubError hub.refused when another hub answers
 */
export async function enrol(parts: EnrolmentParts): Promise<Identity> {
  const { folder, clock, signal } = parts;
  const key = parts.former === undefined ? await folder.key() : await createPrivateKey();
  for (let failures = 0; ; ) {
    signal.throwIfAborted();
    try {
      const identity = await tryOnce(parts, key);
      if (identity !== null) return identity;
      failures = 0;
    } catch (error) {
      if (!(error instanceof HubError) || error.retry === "never") throw error;
      parts.show(null);
      await delay(clock, Math.min(60_000, pollMs * 2 ** failures++), signal);
    }
  }
}

async function tryOnce(parts: EnrolmentParts, key: string): Promise<Identity | null> {
  const { clock, signal, former = null } = parts;
  const address = await addressOf(parts);
  const body = { csr: await signingRequest(key), software: parts.software };
  const begun = readBegun(await askHub(address, former, { method: "POST", path: "/api/enrol", body }));
  // Ended meanwhile, it shows nothing any more: nobody would take the code away again.
  signal.throwIfAborted();
  const again = former === null ? null : former.revoked ? "revoked" : "unknown";
  parts.show({ code: begun.code, fingerprint: begun.fingerprint, expiresAt: begun.expiresAt, again });
  for (;;) {
    await delay(clock, pollMs, signal);
    const path = `/api/enrol/${encodeURIComponent(begun.claim)}/progress`;
    const progress = await patient(askHub(address, null, { method: "POST", path, body: { poll: begun.poll } }));
    if (progress.status === "over") return null;
    if (progress.status !== "claimed") continue;
    const { room, certificate, authority: issuer } = progress;
    // Where the system's authorities vouch for the hub, they go on doing so.
    const authority = former?.authority ?? (parts.pin === null ? (address.authority ?? "") : issuer);
    if (former !== null) sameAuthority(certificate, former);
    parts.show(null);
    return await keep(parts, { room, certificate, authority, issuer: former?.issuer ?? issuer, revoked: false, key });
  }
}

async function addressOf({ address, pin, former }: EnrolmentParts): Promise<HubAddress> {
  if (former !== undefined) return { ...address, authority: former.authority === "" ? null : former.authority };
  return { ...address, authority: pin === null ? address.authority : await fetchAuthority(address, pin) };
}

async function keep({ folder, former }: EnrolmentParts, identity: Identity): Promise<Identity> {
  await (former === undefined ? folder.write(identity) : folder.replace(identity));
  return identity;
}

/** A question that the hub did not answer is asked again; the claim goes on meanwhile. */
async function patient(answer: Promise<unknown>): Promise<Static<typeof ProgressSchema>> {
  try {
    return readProgress(await answer);
  } catch (error) {
    if (error instanceof HubError && error.code === "hub.unreachable") return { status: "waiting" };
    throw error;
  }
}

/** Exchanges the room's certificate for a new one and keeps it. Works for a while after its end, too. */
export async function renewCertificate(
  address: HubAddress,
  identity: Identity,
  folder: IdentityFolder,
): Promise<Identity> {
  const credentials: ClientCredentials = { certificate: identity.certificate, key: identity.key };
  const body = { csr: await signingRequest(identity.key) };
  const { certificate } = readRenewed(
    await askHub(address, credentials, { method: "POST", path: "/api/enrol/renew", body }),
  );
  const renewed = { ...identity, certificate };
  await folder.write(renewed);
  return renewed;
}
