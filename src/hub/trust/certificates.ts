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
  const row = await rowOf(known, authority, { certificate, vouched });
  if (row === undefined) throw new HubError("hub.unknown-room", "the room's certificate is not known here");
  // The reason that somebody gave is for the organisation: who holds the computer does not get it.
  if (row.revoked_at !== null) throw new HubError("hub.revoked", "the room's certificate was revoked");
  if (row.not_after + renewalGraceMs < now)
    throw new HubError("hub.unknown-room", "the room's certificate is too old to renew; claim the room again");
  const { room, organisation, serial } = row;
  return { room, organisation, serial, renewOnly: row.not_after < now };
}

/** What is noted of a certificate that our authority has signed. @throws HubError hub.refused for another one */
function rowOf(
  known: Together<CertificateRow>,
  authority: X509Certificate,
  { certificate, vouched }: Presented,
): Promise<CertificateRow | undefined> {
  const ours = vouched || (certificate.checkIssued(authority) && certificate.verify(authority.publicKey));
  if (!ours) throw new HubError("hub.refused", "the room's certificate is of another hub");
  return known.get(certificate.serialNumber.toLowerCase());
}

/** The same certificate when it was revoked; null for a good one, an unknown one and one of another hub. */
export async function revokedCertificate(
  known: Together<CertificateRow>,
  authority: X509Certificate,
  presented: Presented,
): Promise<{ serial: string; revokedAt: number } | null> {
  try {
    const row = await rowOf(known, authority, presented);
    return row?.revoked_at == null ? null : { serial: row.serial, revokedAt: row.revoked_at };
  } catch (error) {
    if (error instanceof HubError) return null;
    throw error;
  }
}

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

/** Why a certificate ended in the usual course of things: whoever claims that computer anew need not be warned. */
export const usualReasons = { retired: "the room was retired", claimedAnew: "the room was claimed anew" } as const;

/**
 * Revokes every certificate of a room. Live connections are closed by whoever holds them (see gateway).
 * @returns their serial numbers
 */
export function revokeRoom(
  store: Store,
  organisation: string,
  room: string,
  actor: string,
  reason: string,
  now: number,
): Promise<string[]> {
  return store.change(async (tx) => {
    const serials = await revokeCertificates(tx, organisation, room, reason, now);
    await writeAudit(store, tx, {
      organisation,
      at: now,
      actor,
      what: "room.revoked",
      subject: room,
      detail: { reason },
    });
    return serials;
  });
}

/** @returns the serial numbers of what was good until now */
export async function revokeCertificates(
  tx: Changes,
  organisation: string,
  room: string,
  reason: string,
  now: number,
): Promise<string[]> {
  const revoked = await tx
    .updateTable("certificates")
    .set({ revoked_at: now, revoked_for: reason })
    .where("organisation", "=", organisation)
    .where("room", "=", room)
    .where("revoked_at", "is", null)
    .returning("serial")
    .execute();
  return revoked.map(({ serial }) => serial);
}

/** Rooms of which a certificate was revoked since then: for hubs that did not hear of it. */
export function revokedSince(store: Store, since: number): Promise<{ room: string; serial: string }[]> {
  return store.db.selectFrom("certificates").select(["room", "serial"]).where("revoked_at", ">=", since).execute();
}
