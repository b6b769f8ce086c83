import type { X509Certificate } from "node:crypto";
import { HubError } from "../../domain/errors.ts";
import { writeAudit } from "../store/audit.ts";
import type { Changes, Database, Store } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";
import { Together } from "../store/together.ts";
import type { Authority, Issued } from "./authority.ts";

/** Who a room's certificate is for. `renewOnly`: it has expired, and may only be exchanged for a new one. */
export interface RoomIdentity {
  room: string;
  organisation: string;
  serial: string;
  renewOnly: boolean;
}

/** A room that was switched off for weeks may still renew. After that it has to be claimed again. */
const renewalGraceMs = 60 * 86_400_000;

type CertificateRow = Tables["certificates"];

/** Finds certificates in the store by serial number; see store/together.ts. */
export const certificateFinder = ({ db }: Store) =>
  new Together<CertificateRow>(async (serials) => {
    const rows = await db.selectFrom("certificates").selectAll().where("serial", "in", serials).execute();
    return new Map(rows.map((row) => [row.serial, row]));
  });

export interface Presented {
  certificate: X509Certificate;
  /** TLS has found it good: signed by our authority, in time. Else its signature is checked here; it may have expired. */
  vouched: boolean;
}

/**
 * Says whose certificate it is. The connection has proven possession of its key; here: ours, known, not revoked, in time.
 * @throws HubError hub.refused
 */
export async function identify(
  known: Together<CertificateRow>,
  authority: X509Certificate,
  { certificate, vouched }: Presented,
  now: number,
): Promise<RoomIdentity> {
  const ours = vouched || (certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
  if (!ours) throw refused("of another hub");
  const serial = certificate.serialNumber.toLowerCase();
  const row = await known.get(serial);
  if (row === undefined) throw refused("not known here");
  if (row.revoked_at !== null) throw refused(`revoked (${row.revoked_for ?? "no reason given"})`);
  if (row.not_after + renewalGraceMs < now) throw refused("too old to renew; claim the room again");
  return { room: row.room, organisation: row.organisation, serial, renewOnly: row.not_after < now };
}

const refused = (why: string) => new HubError("hub.refused", `the room's certificate is ${why}`);

/** A new certificate for a room that has a good one. The old one lives on until its end: the new one may not arrive. */
export async function renew(
  store: Store,
  authority: Authority,
  identity: RoomIdentity,
  csr: string,
  now: number,
): Promise<Issued> {
  const { room, organisation } = identity;
  const issued = await authority.issueForRoom(csr, room, organisation, now);
  await insertCertificate(store.db, organisation, room, issued, now);
  return issued;
}

/** Notes a certificate as given out: what is not noted is not accepted. */
export async function insertCertificate(
  db: Database | Changes,
  organisation: string,
  room: string,
  issued: Issued,
  now: number,
): Promise<void> {
  const { serial, notAfter } = issued;
  const row = { serial, organisation, room, not_after: notAfter, issued_at: now, revoked_at: null, revoked_for: null };
  await db.insertInto("certificates").values(row).execute();
}

/** Revokes every certificate of a room. Live connections are closed by whoever holds them (see gateway). */
export async function revokeRoom(
  store: Store,
  organisation: string,
  room: string,
  actor: string,
  reason: string,
  now: number,
): Promise<void> {
  await store.change(async (tx) => {
    await tx
      .updateTable("certificates")
      .set({ revoked_at: now, revoked_for: reason })
      .where("organisation", "=", organisation)
      .where("room", "=", room)
      .where("revoked_at", "is", null)
      .execute();
    await writeAudit(store, tx, {
      organisation,
      at: now,
      actor,
      what: "room.revoked",
      subject: room,
      detail: { reason },
    });
  });
}

/** Rooms of which a certificate was revoked since then: for hubs that did not hear of it. */
export function revokedSince(store: Store, since: number): Promise<{ room: string; serial: string }[]> {
  return store.db.selectFrom("certificates").select(["room", "serial"]).where("revoked_at", ">=", since).execute();
}
