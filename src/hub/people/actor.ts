import { HubError } from "../../domain/errors.ts";
import type { FleetRoom } from "../estate/room-row.ts";
import { hashSecret } from "../store/ids.ts";
import type { Store } from "../store/store.ts";
import { sameSecret } from "../trust/claim-code.ts";
import { isPermission, isRole, type Permission, permissionsOf, type Role } from "./roles.ts";

/** Who asks, within one organisation. */
export interface Actor {
  /** `person:ID` or `key:ID`: how the audit log names them. */
  name: string;
  organisation: string;
  role: Role | null;
  permissions: ReadonlySet<Permission>;
  /** Partners see assigned rooms only. */
  sees: (room: Pick<FleetRoom, "id" | "site" | "group">) => boolean;
}

/** What came with a request. */
export interface Presented {
  cookie: string | null;
  bearer: string | null;
  /** Null: the request changes nothing, and needs no such proof. */
  csrf: string | null | undefined;
}

/** Somebody with an account, before an organisation is chosen. */
export interface Account {
  person: string;
  csrf: string;
  /** The only organisation in which this session counts; null: all of the person's. */
  organisation: string | null;
}

/** @throws HubError hub.signed-out, or hub.forbidden when the anti-forgery header is missing */
export async function accountOf(store: Store, { cookie, csrf }: Presented, now: number): Promise<Account> {
  const row =
    cookie === null
      ? undefined
      : await store.db
          .selectFrom("sign_ins as s")
          .innerJoin("people as p", "p.id", "s.person")
          .select(["s.person", "s.csrf", "s.organisation"])
          .where("s.hash", "=", hashSecret(cookie))
          .where("s.expires_at", ">", now)
          .where("p.disabled_at", "is", null)
          .executeTakeFirst();
  if (row === undefined) throw new HubError("hub.signed-out", "sign in first");
  if (csrf !== null && !sameSecret(csrf ?? "", row.csrf)) {
    throw new HubError("hub.forbidden", "a change needs the x-csrf header with the value from the sign-in");
  }
  return row;
}

/**
 * Who asks in this organisation. One that the asker does not belong to looks like one that is not there.
 * @throws HubError hub.signed-out, hub.forbidden, hub.not-found
 */
export async function actorOf(store: Store, presented: Presented, organisation: string, now: number): Promise<Actor> {
  if (presented.bearer !== null) return keyActor(store, presented.bearer, organisation, now);
  const { person, organisation: only } = await accountOf(store, presented, now);
  if (only !== null && only !== organisation) throw nowhere();
  const membership = await store.db
    .selectFrom("memberships")
    .select("role")
    .where("person", "=", person)
    .where("organisation", "=", organisation)
    .executeTakeFirst();
  if (membership === undefined || !isRole(membership.role)) throw nowhere();
  const { role } = membership;
  const sees = role === "partner" ? await assigned(store, organisation, person) : () => true;
  return { name: `person:${person}`, organisation, role, permissions: permissionsOf(role), sees };
}

async function keyActor(store: Store, bearer: string, organisation: string, now: number): Promise<Actor> {
  const key = await store.db
    .selectFrom("api_keys")
    .selectAll()
    .where("hash", "=", hashSecret(bearer))
    .executeTakeFirst();
  if (key === undefined || key.revoked_at !== null || (key.expires_at !== null && key.expires_at <= now)) {
    throw new HubError("hub.signed-out", "this API key is not known, has ended or was revoked");
  }
  if (key.organisation !== organisation) throw nowhere();
  const scopes = (JSON.parse(key.scopes) as string[]).filter(isPermission);
  return { name: `key:${key.id}`, organisation, role: null, permissions: new Set(scopes), sees: () => true };
}

async function assigned(store: Store, organisation: string, person: string): Promise<Actor["sees"]> {
  const grants = await store.db
    .selectFrom("partner_grants")
    .select(["scope_kind", "scope"])
    .where("organisation", "=", organisation)
    .where("person", "=", person)
    .where("revoked_at", "is", null)
    .execute();
  const has = new Set(grants.map((grant) => `${grant.scope_kind} ${grant.scope}`));
  return (room) => has.has(`room ${room.id}`) || has.has(`site ${room.site}`) || has.has(`group ${room.group}`);
}

const nowhere = () => new HubError("hub.not-found", "no such organisation");
