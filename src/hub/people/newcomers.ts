import { HubError } from "../../domain/errors.ts";
import { writeAudit } from "../store/audit.ts";
import { newId } from "../store/ids.ts";
import type { Changes, Store } from "../store/store.ts";
import type { PersonRow } from "../store/tables.ts";
import type { Vouched } from "./oidc.ts";

export interface NewPerson {
  id: string;
  email: string;
  name: string;
  organisation: string;
  role: string;
  password: string | null;
  totp: string | null;
  totpStep: number;
}

/** Makes an account with its membership. @throws HubError hub.conflict when the address has one */
export async function addPerson(store: Store, tx: Changes, person: NewPerson, now: number): Promise<void> {
  const { id, email, name, organisation, role, password, totp, totpStep } = person;
  const taken = await tx.selectFrom("people").select("id").where("email", "=", email).executeTakeFirst();
  if (taken !== undefined)
    throw new HubError("hub.conflict", "this address has an account; ask for its organisation to be added there");
  const row: PersonRow = {
    ...{ id, email, name, password, totp, totp_step: totpStep },
    ...{ failures: 0, locked_until: 0, created_at: now, disabled_at: null },
  };
  await tx.insertInto("people").values(row).execute();
  await tx.insertInto("memberships").values({ person: id, organisation, role }).execute();
  const entry = { organisation, at: now, actor: `person:${id}`, what: "person.joined", subject: id };
  await writeAudit(store, tx, { ...entry, detail: { email, role } });
}

/**
 * Whose account it is for whom an organisation's provider vouches: known from before; else by address a member, an invited
 * one, or, if the organisation wants that, anybody whom the provider knows. Never somebody of another organisation.
 * @returns the person's id
 * @throws HubError hub.forbidden, hub.conflict
 */
export function personOf(store: Store, vouched: Vouched, now: number): Promise<string> {
  return store.change(async (tx) => {
    const person = (await known(tx, vouched)) ?? (await link(store, tx, vouched, now));
    const member = await tx
      .selectFrom("memberships as m")
      .innerJoin("people as p", "p.id", "m.person")
      .select("p.id")
      .where("m.organisation", "=", vouched.provider.organisation)
      .where("m.person", "=", person)
      .where("p.disabled_at", "is", null)
      .executeTakeFirst();
    if (member === undefined) throw new HubError("hub.forbidden", "you no longer belong to this organisation");
    return person;
  });
}

async function known(tx: Changes, { provider, subject }: Vouched): Promise<string | undefined> {
  const row = await tx
    .selectFrom("identities")
    .select("person")
    .where("organisation", "=", provider.organisation)
    .where("issuer", "=", provider.issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.person;
}

async function link(store: Store, tx: Changes, vouched: Vouched, now: number): Promise<string> {
  const { provider, subject, email } = vouched;
  const { organisation, issuer } = provider;
  if (email === "") throw new HubError("hub.forbidden", "the identity provider tells no verified e-mail address");
  const member = await tx
    .selectFrom("people as p")
    .innerJoin("memberships as m", "m.person", "p.id")
    .select("p.id")
    .where("p.email", "=", email)
    .where("m.organisation", "=", organisation)
    .executeTakeFirst();
  const person = member?.id ?? (await join(store, tx, vouched, now));
  await tx.insertInto("identities").values({ organisation, issuer, subject, person }).execute();
  const entry = { organisation, at: now, actor: `person:${person}`, what: "person.linked", subject: person };
  await writeAudit(store, tx, { ...entry, detail: { issuer, email } });
  return person;
}

async function join(store: Store, tx: Changes, { provider, email, name }: Vouched, now: number): Promise<string> {
  const { organisation, newcomers } = provider;
  const invited = await tx
    .updateTable("invitations")
    .set({ used_at: now })
    .where("organisation", "=", organisation)
    .where("email", "=", email)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .where("person", "is", null)
    .returning("role")
    .executeTakeFirst();
  const role = invited?.role ?? newcomers;
  if (role === null) throw new HubError("hub.forbidden", "nobody has invited you to this organisation");
  const id = newId("person", now);
  const none = { password: null, totp: null, totpStep: 0 };
  await addPerson(store, tx, { id, email, name, organisation, role, ...none }, now);
  return id;
}
