import { randomBytes } from "node:crypto";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { HubError } from "../../domain/errors.ts";
import { writeAudit } from "../store/audit.ts";
import { hashSecret, newId } from "../store/ids.ts";
import type { Vault } from "../store/secrets.ts";
import type { Changes, Store } from "../store/store.ts";
import { addPerson, type NewPerson } from "./newcomers.ts";
import { type KeyOwner, keepPasskey, type Origin, offerPasskey, registered } from "./passkeys.ts";
import { hashPassword } from "./password.ts";
import { openSession, type SignedIn } from "./sign-in.ts";
import { base32, checkTotp, totpAddress } from "./totp.ts";

/** Somebody who has an account takes a link that makes them belong to one more organisation. */
export function joinWithAccount(
  store: Store,
  secret: string,
  person: string,
  now: number,
): Promise<{ organisation: string }> {
  return store.change(async (tx) => {
    const row = await findOpen({ db: tx }, secret, now);
    const { email } = await tx.selectFrom("people").select("email").where("id", "=", person).executeTakeFirstOrThrow();
    if (row.person !== null || (row.email !== "" && row.email !== email))
      throw new HubError("hub.forbidden", "this link is for somebody else");
    await markUsed(tx, row, now);
    const { organisation, role } = row;
    const there = await tx
      .selectFrom("memberships")
      .select("role")
      .where("person", "=", person)
      .where("organisation", "=", organisation)
      .executeTakeFirst();
    if (there !== undefined) throw new HubError("hub.conflict", "you belong to this organisation already");
    await tx.insertInto("memberships").values({ person, organisation, role }).execute();
    const entry = { organisation, at: now, actor: `person:${person}`, what: "person.joined", subject: person };
    await writeAudit(store, tx, { ...entry, detail: { email, role } });
    return { organisation };
  });
}

export interface Welcome {
  organisation: string;
  /** Empty: the person names their own. */
  email: string;
  /** For the authenticator app; `seed` comes back sealed with the acceptance. */
  totp: { address: string; letters: string; seed: string };
}

/** What somebody who follows the link is shown. */
export async function openInvitation(store: Store, vault: Vault, secret: string, now: number): Promise<Welcome> {
  const row = await findOpen(store, secret, now);
  const { name } = await store.db
    .selectFrom("organisations")
    .select("name")
    .where("id", "=", row.organisation)
    .executeTakeFirstOrThrow();
  const seed = randomBytes(20);
  const sealed = vault.seal(seed.toString("base64"), `invitation:${row.hash}`);
  return {
    organisation: name,
    email: row.email,
    totp: { address: totpAddress(seed, row.email || name), letters: base32(seed), seed: sealed },
  };
}

export interface Acceptance {
  secret: string;
  email: string;
  name: string;
  password: string;
  /** As it was shown. */
  seed: string;
  code: string;
}

/** Makes the account and signs it in. The link works once. */
export async function acceptInvitation(store: Store, vault: Vault, given: Acceptance, now: number): Promise<SignedIn> {
  const row = await findOpen(store, given.secret, now);
  const email = addressOf(row, given.email);
  const seed = Buffer.from(vault.open(given.seed, `invitation:${row.hash}`), "base64");
  const step = checkTotp(seed, given.code, 0, now);
  if (step === null) throw new HubError("hub.invalid", "code: it is not what the app shows now; is its clock right?");
  const password = await hashPassword(given.password);
  const id = row.person ?? newId("person", now);
  const totp = vault.seal(seed.toString("base64"), `totp:${id}`);
  await store.change((tx) =>
    useUp(store, tx, row, { id, email, name: given.name, password, totp, totpStep: step }, now),
  );
  return openSession(store, id, now, "invitation");
}

/** What is remembered of an invited person while their browser makes a passkey. */
interface Invited extends KeyOwner {
  link: string;
}

/** What the browser needs to make the passkey of an invited person. */
export async function offerInvitedPasskey(
  store: Store,
  given: { secret: string; email: string; name: string },
  where: Origin,
  now: number,
) {
  const row = await findOpen(store, given.secret, now);
  const email = addressOf(row, given.email);
  const invited: Invited = { person: row.person ?? newId("person", now), email, name: given.name, link: row.hash };
  return offerPasskey(store, "invitation", invited, where, now);
}

/** Makes the account of an invited person with a passkey and without a password, and signs it in. */
export async function acceptWithPasskey(
  store: Store,
  given: { secret: string; response: RegistrationResponseJSON; keyName: string },
  where: Origin,
  now: number,
): Promise<SignedIn> {
  const row = await findOpen(store, given.secret, now);
  const { owner, key } = await registered<Invited>(store, "invitation", given.response, where, now);
  if (owner.link !== row.hash) throw ended();
  const { person: id, email, name } = owner;
  await store.change(async (tx) => {
    await useUp(store, tx, row, { id, email, name, password: null, totp: null, totpStep: 0 }, now);
    await keepPasskey(tx, id, given.keyName, key, now);
  });
  return openSession(store, id, now, "invitation");
}

type Link = Awaited<ReturnType<typeof findOpen>>;

function addressOf(row: Link, given: string): string {
  const email = row.email || given.trim().toLowerCase();
  if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email))
    throw new HubError("hub.invalid", "email: an address such as ann@example.org is needed");
  return email;
}

async function useUp(
  store: Store,
  tx: Changes,
  row: Link,
  person: Omit<NewPerson, "organisation" | "role">,
  now: number,
): Promise<void> {
  await markUsed(tx, row, now);
  const { organisation, role } = row;
  if (row.person === null) return addPerson(store, tx, { ...person, organisation, role }, now);
  const { id, password, totp, totpStep } = person;
  const fresh = { password, totp, totp_step: totpStep, failures: 0, locked_until: 0 };
  await tx.updateTable("people").set(fresh).where("id", "=", id).execute();
  for (const table of ["sign_ins", "passkeys"] as const) await tx.deleteFrom(table).where("person", "=", id).execute();
  const entry = { organisation, at: now, actor: `person:${id}`, what: "person.reset", subject: id, detail: {} };
  await writeAudit(store, tx, entry);
}

async function markUsed(tx: Changes, row: Link, now: number): Promise<void> {
  const used = await tx
    .updateTable("invitations")
    .set({ used_at: now })
    .where("hash", "=", row.hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw ended();
}

async function findOpen(store: Pick<Store, "db"> | { db: Changes }, secret: string, now: number) {
  const row = await store.db
    .selectFrom("invitations")
    .selectAll()
    .where("hash", "=", hashSecret(secret))
    .executeTakeFirst();
  if (row === undefined || row.used_at !== null || row.expires_at <= now) throw ended();
  return row;
}

const ended = () => new HubError("hub.not-found", "this link was used, has ended or never was; ask for a new one");
