import { randomBytes } from "node:crypto";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { HubError } from "../../domain/errors.ts";
import { usualRules } from "../alerts/usual-rules.ts";
import { hashSecret, newId, newSecret } from "../store/ids.ts";
import type { Vault } from "../store/secrets.ts";
import type { Changes, Store } from "../store/store.ts";
import { addPerson, type NewPerson } from "./newcomers.ts";
import { type KeyOwner, keepPasskey, type Origin, offerPasskey, registered } from "./passkeys.ts";
import { hashPassword } from "./password.ts";
import type { Role } from "./roles.ts";
import { openSession, type SignedIn } from "./sign-in.ts";
import { base32, checkTotp, totpAddress } from "./totp.ts";

const inviteLifeMs = 7 * 86_400_000;
const firstLifeMs = 3_600_000;

/** The secret of a one-time link; only its hash is stored. */
export async function invite(
  tx: Changes,
  organisation: string,
  email: string,
  role: Role,
  now: number,
  lifeMs = inviteLifeMs,
): Promise<string> {
  const secret = newSecret();
  await tx
    .insertInto("invitations")
    .values({
      hash: hashSecret(secret),
      organisation,
      email: email.trim().toLowerCase(),
      role,
      expires_at: now + lifeMs,
      used_at: null,
    })
    .execute();
  return secret;
}

/**
 * While nobody has an account: an organisation and the one-time link of its first owner; earlier such links end. Null when
 * somebody has. There is no default password.
 */
export function inviteFirst(store: Store, name: string, now: number): Promise<string | null> {
  return store.change(async (tx) => {
    const people = await tx.selectFrom("people").select("id").limit(1).executeTakeFirst();
    if (people !== undefined) return null;
    const found = await tx.selectFrom("organisations").select("id").orderBy("created_at").limit(1).executeTakeFirst();
    const organisation = found?.id ?? newId("org", now);
    if (found === undefined) await newOrganisation(tx, organisation, name, now);
    await tx.deleteFrom("invitations").where("organisation", "=", organisation).where("email", "=", "").execute();
    return invite(tx, organisation, "", "owner", now, firstLifeMs);
  });
}

/** An organisation with the rules that it starts with. */
async function newOrganisation(tx: Changes, id: string, name: string, now: number): Promise<void> {
  await tx.insertInto("organisations").values({ id, name, created_at: now }).execute();
  const rules = usualRules.map((rule) => {
    const definition = JSON.stringify(rule.definition);
    return { id: newId("rule", now), organisation: id, name: rule.name, definition, enabled: 1 };
  });
  await tx.insertInto("alert_rules").values(rules).execute();
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
  const id = newId("person", now);
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
  const invited: Invited = { person: newId("person", now), email, name: given.name, link: row.hash };
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
  const used = await tx
    .updateTable("invitations")
    .set({ used_at: now })
    .where("hash", "=", row.hash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw ended();
  await addPerson(store, tx, { ...person, organisation: row.organisation, role: row.role }, now);
}

async function findOpen(store: Store, secret: string, now: number) {
  const row = await store.db
    .selectFrom("invitations")
    .selectAll()
    .where("hash", "=", hashSecret(secret))
    .executeTakeFirst();
  if (row === undefined || row.used_at !== null || row.expires_at <= now) throw ended();
  return row;
}

const ended = () => new HubError("hub.not-found", "this link was used, has ended or never was; ask for a new one");
