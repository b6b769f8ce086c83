import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Identity, IdentityFolder, signingRequest } from "../../../src/fleet/identity.ts";
import { namesRevoked, sameAuthority } from "../../../src/fleet/revocation.ts";
import { openStore } from "../../../src/hub/store/open.ts";
import type { Vault } from "../../../src/hub/store/secrets.ts";
import { type Authority, openAuthority } from "../../../src/hub/trust/authority.ts";
import { createPrivateKey, importKeyPair, signing, x509 } from "../../../src/platform/x509.ts";

const now = Date.UTC(2026, 10, 25);
const open: Vault = { seal: (text: string) => text, open: (text: string) => text } as Vault;

async function newAuthority(): Promise<Authority> {
  const store = await openStore(":memory:");
  const authority = await openAuthority(store.db, open, now);
  await store.close();
  return authority;
}

let [ours, other]: Authority[] = [];
let identity: Identity;
let serial: string;
let folder: string;
beforeAll(async () => {
  [ours, other] = [await newAuthority(), await newAuthority()];
  const key = await createPrivateKey();
  const issued = await ours.issueForRoom(await signingRequest(key), "room-1", "org-1", now);
  const { certificate: issuer } = ours;
  serial = issued.serial;
  identity = { room: "room-1", key, certificate: issued.certificate, authority: issuer, issuer, revoked: false };
  folder = await mkdtemp(join(tmpdir(), "rk-identity-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a list of the room's own authority that names its certificate proves that it was revoked", async () => {
  expect(await namesRevoked(await (ours as Authority).revocation(serial, now), identity)).toBe(true);
});

test("another hub, a list of other certificates and a list that only looks like ours prove nothing", async () => {
  const foreign = await (other as Authority).revocation(serial, now);
  const others = await (ours as Authority).revocation(`01${"ab".repeat(15)}`, now);
  const forger = await importKeyPair(await createPrivateKey());
  const forged = await x509.X509CrlGenerator.create({
    issuer: new x509.X509Certificate(identity.issuer).subject,
    signingAlgorithm: signing,
    signingKey: forger.privateKey,
    entries: [{ serialNumber: serial }],
  });
  for (const list of [foreign, others, forged.toString("pem"), "", "nonsense", identity.certificate, identity.issuer])
    expect(await namesRevoked(list, identity)).toBe(false);
});

/** Where what is signed stands in a list (RFC 5280, §5.1): the first part. What is around it says nothing. */
function signedPart(der: Buffer): { min: number; max: number } {
  const headerOf = (at: number) => ((der[at + 1] as number) < 128 ? 2 : 2 + ((der[at + 1] as number) & 127));
  const min = headerOf(0);
  const header = headerOf(min);
  const length = header === 2 ? (der[min + 1] as number) : der.readUIntBE(min + 2, header - 2);
  return { min, max: min + header + length - 1 };
}

test("a proof of which any one byte that is signed was changed proves nothing", async () => {
  const der = Buffer.from(x509.PemConverter.decodeFirst(await (ours as Authority).revocation(serial, now)));
  await fc.assert(
    fc.asyncProperty(fc.integer(signedPart(der)), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const changed = Buffer.from(der);
      changed[at] = (changed[at] as number) ^ mask;
      expect(await namesRevoked(x509.PemConverter.encode(changed, "X509 CRL"), identity)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test("a room that never kept who signed its certificate believes no proof", async () => {
  const proof = await (ours as Authority).revocation(serial, now);
  expect(await namesRevoked(proof, { ...identity, issuer: "" })).toBe(false);
});

test("a room becomes somebody else by the authority that it knows, and by no other one", async () => {
  const request = await signingRequest(await createPrivateKey());
  const given = await (ours as Authority).issueForRoom(request, "room-2", "org-1", now);
  const foreign = await (other as Authority).issueForRoom(request, "room-2", "org-1", now);
  expect(() => sameAuthority(given.certificate, identity)).not.toThrow();
  expect(() => sameAuthority(foreign.certificate, identity)).toThrow(/not of the authority/);
  expect(() => sameAuthority("nonsense", identity)).toThrow(/cannot be read/);
});

test("another identity takes the place of the former one with its own key, and the former key is erased", async () => {
  const kept = new IdentityFolder(folder);
  const first = { ...identity, key: await kept.key() };
  await kept.write(first);
  expect(await kept.read()).toEqual(first);
  for (const room of ["room-2", "room-3"]) {
    const next = { ...identity, room, key: await createPrivateKey() };
    await kept.replace(next);
    expect(await new IdentityFolder(folder).read()).toEqual(next);
    expect((await readdir(folder)).filter((name) => name.endsWith(".key"))).toHaveLength(1);
    await kept.write({ ...next, revoked: true });
    expect(await kept.read()).toEqual({ ...next, revoked: true });
  }
});
