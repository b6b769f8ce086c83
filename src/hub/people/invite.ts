import { HubError } from "../../domain/errors.ts";
import { usualRules } from "../alerts/usual-rules.ts";
import { writeAudit } from "../store/audit.ts";
import { hashSecret, newId, newSecret } from "../store/ids.ts";
import type { Changes, Store } from "../store/store.ts";
import type { Role } from "./roles.ts";

const inviteLifeMs = 7 * 86_400_000;
const firstLifeMs = 3_600_000;
const resetLifeMs = 86_400_000;

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
      person: null,
    })
    .execute();
  return secret;
}

/**
 * The secret of a one-time link with which somebody who cannot get in any more makes new credentials; the old ones and every session
 * end with its use. Only for who belongs to this organisation alone: no other one's owner is asked.
 * @throws HubError hub.not-found, hub.conflict
 */
export async function inviteBack(tx: Changes, organisation: string, person: string, now: number): Promise<string> {
  const all = await tx
    .selectFrom("memberships as m")
    .innerJoin("people as p", "p.id", "m.person")
    .select(["m.organisation", "m.role", "p.email"])
    .where("m.person", "=", person)
    .execute();
  const own = all.find((one) => one.organisation === organisation);
  if (own === undefined) throw new HubError("hub.not-found", "no such person");
  if (all.length > 1) throw new HubError("hub.conflict", "this person belongs to other organisations, too");
  const secret = await invite(tx, organisation, own.email, own.role as Role, now, resetLifeMs);
  await tx.updateTable("invitations").set({ person }).where("hash", "=", hashSecret(secret)).execute();
  return secret;
}

/** For who has the hub's computer and no way in: the one-time link of one more owner. */
export function inviteOwner(store: Store, name: string | null, now: number): Promise<string> {
  return store.change(async (tx) => {
    const all = tx.selectFrom("organisations").select("id").orderBy("created_at").limit(1);
    const found = await (name === null ? all : all.where("name", "=", name)).executeTakeFirst();
    if (found === undefined) throw new HubError("hub.not-found", "no such organisation");
    const entry = { organisation: found.id, at: now, actor: "hub", what: "person.invited", subject: "" };
    await writeAudit(store, tx, { ...entry, detail: { role: "owner", by: "command line" } });
    return invite(tx, found.id, "", "owner", now, firstLifeMs);
  });
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
export async function newOrganisation(tx: Changes, id: string, name: string, now: number): Promise<void> {
  await tx.insertInto("organisations").values({ id, name, created_at: now }).execute();
  const rules = usualRules.map((rule) => {
    const definition = JSON.stringify(rule.definition);
    return { id: newId("rule", now), organisation: id, name: rule.name, definition, enabled: 1 };
  });
  await tx.insertInto("alert_rules").values(rules).execute();
}
