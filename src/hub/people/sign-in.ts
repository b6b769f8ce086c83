import { HubError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { writeAudit } from "../store/audit.ts";
import { hashSecret, newSecret } from "../store/ids.ts";
import type { Vault } from "../store/secrets.ts";
import type { Changes, Store } from "../store/store.ts";
import type { PersonRow } from "../store/tables.ts";
import { checkPassword } from "./password.ts";
import { checkTotp } from "./totp.ts";

export interface Credentials {
  email: string;
  password: string;
  /** Six digits of the authenticator app. */
  code: string;
}

export interface SignedIn {
  /** For the cookie. */
  secret: string;
  /** Goes back in a header with each change: a foreign page cannot know it. */
  csrf: string;
  person: string;
  expiresAt: number;
}

export const signInLifeMs = 12 * 3_600_000;
const freeFailures = 4;
const longestLockMs = 3_600_000;

/** How long nobody gets in after so many failures in a row: 1 s, 2 s, 4 s ... one hour. */
export function lockMs(failures: number): number {
  return failures <= freeFailures ? 0 : Math.min(longestLockMs, 1000 * 2 ** (failures - freeFailures - 1));
}

/**
 * Signs somebody in with password and one-time code. Unknown, wrong, locked and disabled look and take the same.
 * @throws HubError hub.signed-out
 */
export async function signIn(store: Store, vault: Vault, clock: Clock, given: Credentials): Promise<SignedIn> {
  const email = given.email.trim().toLowerCase();
  const person = await store.db.selectFrom("people").selectAll().where("email", "=", email).executeTakeFirst();
  const right = await checkPassword(given.password, person?.password ?? null);
  const now = clock.now();
  const step = person === undefined ? null : stepOf(vault, person, given.code, now);
  const may = person !== undefined && person.disabled_at === null && person.locked_until <= now;
  if (person === undefined || !may || !right || step === null) {
    if (may && person !== undefined) await countFailure(store, person.id, now);
    throw new HubError(
      "hub.signed-out",
      "e-mail address, password or code is wrong; after several failures wait a while",
    );
  }
  const used = await store.db
    .updateTable("people")
    .set({ failures: 0, locked_until: 0, totp_step: step })
    .where("id", "=", person.id)
    .where("totp_step", "<", step)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n)
    throw new HubError("hub.signed-out", "this code was used already; wait for the next one");
  return openSession(store, person.id, now, "password");
}

/** How somebody proved who they are. */
export type SignInWay = "password" | "passkey" | "provider" | "invitation";

/**
 * A session for a person who has proven who they are; noted in the audit of the organisations where it counts.
 * @param organisation the only one in which it counts; null: in all of the person's
 */
export function openSession(
  store: Store,
  person: string,
  now: number,
  way: SignInWay,
  organisation: string | null = null,
): Promise<SignedIn> {
  const signedIn = { secret: newSecret(), csrf: newSecret(), person, expiresAt: now + signInLifeMs };
  const { csrf, expiresAt } = signedIn;
  const row = { hash: hashSecret(signedIn.secret), person, csrf, created_at: now, expires_at: expiresAt, organisation };
  return store.change(async (tx) => {
    await tx.deleteFrom("sign_ins").where("expires_at", "<", now).execute();
    await tx.insertInto("sign_ins").values(row).execute();
    await auditOf(store, tx, person, { what: "person.signed-in", detail: { way } }, now, organisation);
    return signedIn;
  });
}

/** Notes what a person did with their own account, in each organisation that they belong to (or the one named). */
export async function auditOf(
  store: Store,
  tx: Changes,
  person: string,
  told: { what: string; detail: Record<string, unknown> },
  now: number,
  organisation: string | null = null,
): Promise<void> {
  const all = tx.selectFrom("memberships").select("organisation").where("person", "=", person).orderBy("organisation");
  const rows = await (organisation === null ? all : all.where("organisation", "=", organisation)).execute();
  for (const row of rows) {
    const entry = { organisation: row.organisation, at: now, actor: `person:${person}`, subject: person, ...told };
    await writeAudit(store, tx, entry);
  }
}

function stepOf(vault: Vault, person: PersonRow, code: string, now: number): number | null {
  if (person.totp === null) return null;
  return checkTotp(Buffer.from(vault.open(person.totp, `totp:${person.id}`), "base64"), code, person.totp_step, now);
}

/** Counted in the database, so that tries at the same time all count. */
async function countFailure(store: Store, person: string, now: number): Promise<void> {
  const { failures } = await store.db
    .updateTable("people")
    .set((e) => ({ failures: e("failures", "+", 1) }))
    .where("id", "=", person)
    .returning("failures")
    .executeTakeFirstOrThrow();
  const wait = lockMs(failures);
  if (wait === 0) return;
  await store.change(async (tx) => {
    await tx
      .updateTable("people")
      .set({ locked_until: now + wait })
      .where("id", "=", person)
      .execute();
    await auditOf(store, tx, person, { what: "person.locked", detail: { failures, seconds: wait / 1000 } }, now);
  });
}
