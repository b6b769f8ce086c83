import { createHash } from "node:crypto";
import { HubError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import { x509 } from "../../platform/x509.ts";
import { writeAudit } from "../store/audit.ts";
import { hashSecret, newId, newSecret } from "../store/ids.ts";
import type { Vault } from "../store/secrets.ts";
import type { Changes, Store } from "../store/store.ts";
import type { ClaimRow } from "../store/tables.ts";
import type { Authority } from "./authority.ts";
import { insertCertificate, revokeCertificates, usualReasons } from "./certificates.ts";
import { newClaimCode, readClaimCode, sameSecret, showClaimCode } from "./claim-code.ts";

const claimLifeMs = 15 * 60_000;
const maxTries = 5;
/** Rooms that wait to be claimed at the same time: in all, and from one address. */
const maxWaiting = 2000;
const maxWaitingFromAddress = 20;

export interface ClaimBegun {
  claim: string;
  /** For the panel. */
  code: string;
  /** With it the room asks whether it was claimed. */
  poll: string;
  expiresAt: number;
  /** The same short text is shown in the console: the administrator sees that it is this room. */
  fingerprint: string;
}

export type ClaimProgress =
  | { status: "waiting" | "over" }
  | { status: "claimed"; room: string; certificate: string; authority: string };

export interface NewRoom {
  name: string;
  site: string | null;
  group: string | null;
  /** The room exists already: it was added by name, or gets a new computer or certificate. Its old certificates end. */
  existing?: string | undefined;
  building?: string | undefined;
  floor?: string | undefined;
  tags?: readonly string[] | undefined;
  /** Capabilities that should be there. */
  expected?: readonly string[] | undefined;
}

/** How a claim is asked for. */
export interface Claimant {
  typed: string;
  organisation: string;
  /** Who claims. */
  actor: string;
  /** The computer's former key was revoked; it is trusted again all the same. */
  trustAgain: boolean;
  /** They may cut a room's computer off, to put this one in its place. */
  mayReplace: boolean;
}

export interface Claimed {
  room: string;
  fingerprint: string;
  /** Serial numbers of the certificates that ended by this: those of the room's former computer. */
  ended: string[];
}

/** Enrolment: a room asks for a code and shows it; an administrator types it; the room fetches its certificate. */
export class Claims {
  readonly #store: Store;
  readonly #vault: Vault;
  readonly #authority: Authority;
  readonly #clock: Clock;

  constructor(store: Store, vault: Vault, authority: Authority, clock: Clock) {
    this.#store = store;
    this.#vault = vault;
    this.#authority = authority;
    this.#clock = clock;
  }

  /**
   * @param former serial number of the revoked certificate with which the computer comes
   * @throws HubError hub.busy when too many wait, hub.certificate for an unusable request
   */
  async begin(csr: string, software: string, address: string, former: string | null = null): Promise<ClaimBegun> {
    const now = this.#clock.now();
    const fingerprint = fingerprintOf(csr);
    await this.#makePlace(address, now);
    const code = newClaimCode();
    const poll = newSecret();
    const claim = newId("claim", now);
    const expiresAt = now + claimLifeMs;
    const row = {
      id: claim,
      locator: code.locator,
      code: this.#vault.seal(code.proof, "claim"),
      poll_hash: hashSecret(poll),
      csr,
      fingerprint,
      software,
      address,
      former,
      tries: 0,
      created_at: now,
      expires_at: expiresAt,
    };
    await this.#store.db
      .insertInto("claims")
      .values({ ...row, used_at: null, room: null, certificate: null })
      .execute();
    return { claim, code: showClaimCode(code), poll, expiresAt, fingerprint };
  }

  /**
   * Makes the room whose panel shows `typed`. A wrong code costs the claim a try; wrong, used, worn out and expired look alike.
   * @throws HubError hub.claim; hub.was-revoked when the computer's former key was revoked and `trustAgain` does not say so;
   *   hub.forbidden when another computer would be cut off and they may not
   */
  async claim({ typed, organisation, actor, trustAgain, mayReplace }: Claimant, room: NewRoom): Promise<Claimed> {
    const row = await this.#prove(typed);
    const now = this.#clock.now();
    const former = await this.#former(row, organisation);
    if (former !== null && !trustAgain) throw wasRevoked(former);
    const id = room.existing ?? newId("room", now);
    const issued = await this.#authority.issueForRoom(row.csr, id, organisation, now);
    return await this.#store.change(async (tx) => {
      const used = await tx
        .updateTable("claims")
        .set({ used_at: now, room: id, certificate: issued.certificate })
        .where("id", "=", row.id)
        .where("used_at", "is", null)
        .executeTakeFirst();
      if (used.numUpdatedRows !== 1n) throw wrongCode();
      const ended = room.existing === undefined ? [] : await replaceTrust(tx, id, organisation, now);
      // A computer that is not in the room's view yet counts, too: whoever may only add rooms cuts nobody off.
      if (ended.length > 0 && !mayReplace) throw new HubError("hub.forbidden", "this needs trust:write");
      if (room.existing === undefined) await insertRoom(tx, id, organisation, room, now);
      await insertCertificate(tx, organisation, id, issued, now);
      const what = ended.length === 0 ? "room.claimed" : "room.replaced";
      const again = former === null ? {} : { trustedAgain: former.room, revokedFor: former.reason };
      const detail = { name: room.name, fingerprint: row.fingerprint, address: row.address, ...again };
      await writeAudit(this.#store, tx, { organisation, at: now, actor, what, subject: id, detail });
      return { room: id, fingerprint: row.fingerprint, ended };
    });
  }

  /** Which room of this organisation the computer was when its key was revoked, not in the usual course of things. */
  async #former({ former }: ClaimRow, organisation: string): Promise<Former | null> {
    if (former === null) return null;
    const row = await this.#store.db
      .selectFrom("certificates")
      .innerJoin("rooms", "rooms.id", "certificates.room")
      .select(["rooms.id as room", "rooms.name", "revoked_for as reason", "revoked_at as at"])
      .where("serial", "=", former)
      .where("certificates.organisation", "=", organisation)
      .executeTakeFirst();
    if (row === undefined || row.at === null) return null;
    const { room, name, at, reason } = row;
    return Object.values<string | null>(usualReasons).includes(reason)
      ? null
      : { room, name, at, reason: reason ?? "" };
  }

  /** What became of a claim; for the room, which has the poll secret. A wrong secret learns nothing. */
  async progress(claim: string, poll: string): Promise<ClaimProgress> {
    const row = await this.#store.db.selectFrom("claims").selectAll().where("id", "=", claim).executeTakeFirst();
    const known = sameSecret(row?.poll_hash ?? hashSecret(""), hashSecret(poll));
    if (row === undefined || !known) throw new HubError("hub.not-found", "no such claim");
    if (row.room !== null && row.certificate !== null) {
      const { room, certificate } = row;
      return { status: "claimed", room, certificate, authority: this.#authority.certificate };
    }
    const over = row.expires_at <= this.#clock.now() || row.tries >= maxTries;
    return { status: over ? "over" : "waiting" };
  }

  /** Finds the claim of a typed code; the try is counted before it is compared, so that tries at the same time all count. */
  async #prove(typed: string): Promise<ClaimRow> {
    const code = readClaimCode(typed);
    const row = code === null ? undefined : await this.#countTry(code.locator);
    const proof = row === undefined ? "------" : this.#vault.open(row.code, "claim");
    if (!sameSecret(proof, code?.proof ?? "++++++") || row === undefined) throw wrongCode();
    return row;
  }

  #countTry(locator: string): Promise<ClaimRow | undefined> {
    return this.#store.db
      .updateTable("claims")
      .set((e) => ({ tries: e("tries", "+", 1) }))
      .where("locator", "=", locator)
      .where("used_at", "is", null)
      .where("expires_at", ">", this.#clock.now())
      .where("tries", "<", maxTries)
      .returningAll()
      .executeTakeFirst();
  }

  async #makePlace(address: string, now: number): Promise<void> {
    await this.#store.db
      .deleteFrom("claims")
      .where("expires_at", "<", now - claimLifeMs)
      .execute();
    const counts = await this.#store.db
      .selectFrom("claims")
      .select((e) => [
        e.fn.countAll<number>().as("all"),
        e.fn.sum<number>(e.case().when("address", "=", address).then(1).else(0).end()).as("here"),
      ])
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirstOrThrow();
    if (Number(counts.all) >= maxWaiting || Number(counts.here ?? 0) >= maxWaitingFromAddress) {
      throw new HubError("hub.busy", "too many rooms wait to be claimed; claim some, or come back in 15 minutes");
    }
  }
}

interface Former {
  room: string;
  name: string;
  at: number;
  reason: string;
}

/** @throws HubError hub.not-found for a room that is not there, or of another organisation */
async function replaceTrust(tx: Changes, id: string, organisation: string, now: number): Promise<string[]> {
  const own = tx.selectFrom("rooms").select("id").where("id", "=", id).where("organisation", "=", organisation);
  if ((await own.where("retired_at", "is", null).executeTakeFirst()) === undefined) {
    throw new HubError("hub.not-found", "no such room");
  }
  const ended = await revokeCertificates(tx, organisation, id, usualReasons.claimedAnew, now);
  // Another computer may follow: its count of connections begins anew.
  await tx.deleteFrom("room_links").where("room", "=", id).execute();
  return ended;
}

/** A row of `rooms` with what a new room has. */
export async function insertRoom(
  tx: Changes,
  id: string,
  organisation: string,
  room: NewRoom,
  now: number,
): Promise<void> {
  const { site, group, building = "", floor = "", tags = [], expected = [] } = room;
  const place = { site, room_group: group, building, floor };
  const lists = { tags: JSON.stringify(tags), expected: JSON.stringify(expected) };
  await tx
    .insertInto("rooms")
    .values({ id, organisation, name: room.name, ...place, ...lists, created_at: now, retired_at: null })
    .execute();
}

const wasRevoked = ({ name, at, reason }: Former) =>
  new HubError(
    "hub.was-revoked",
    `this computer was the room "${name}" until its key was revoked on ${new Date(at).toISOString().slice(0, 10)}: ${reason}`,
  );

const wrongCode = () =>
  new HubError(
    "hub.claim",
    "this code is not known, was used, or is too old; a code lives 15 minutes and bears 5 tries",
  );

/** Twelve hexadecimal digits of the public key's hash, in fours. */
function fingerprintOf(csr: string): string {
  try {
    const key = new x509.Pkcs10CertificateRequest(csr).publicKey.rawData;
    const hash = createHash("sha256").update(Buffer.from(key)).digest("hex").slice(0, 12);
    return hash.match(/.{4}/g)?.join(" ") ?? hash;
  } catch {
    throw new HubError("hub.certificate", "the signing request cannot be read: a PKCS #10 request in PEM is expected");
  }
}
