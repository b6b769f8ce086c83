import { createHash } from "node:crypto";
import { HubError } from "../../domain/errors.ts";
import type { Changes, Store } from "../store/store.ts";
import type { RoomIdentity } from "../trust/certificates.ts";

/** Base64 of at most so many characters a part, and so many parts: nine megabytes in all. */
export const mostParts = 12;
export const partLength = 1_000_000;
const bundlesOfRoom = 5;

export interface BundlePart {
  action: string;
  number: number;
  of: number;
  /** Hexadecimal hash of the whole. */
  sha256: string;
  /** Base64. */
  data: string;
}

/**
 * Keeps a part of what a room was asked to send. Only the room that was asked may, while the action is open; a part can come twice.
 * The hub never unpacks a bundle, and gives it a name of its own.
 * @throws HubError hub.not-found, hub.invalid when the whole does not have the hash that was named
 */
export function keepPart(store: Store, identity: RoomIdentity, part: BundlePart, now: number): Promise<void> {
  const { room, organisation } = identity;
  const { action, number, of, sha256, data } = part;
  if (number >= of) throw new HubError("hub.invalid", `part ${number} of ${of}: they are numbered from 0`);
  return store.change(async (tx) => {
    const asked = await tx
      .selectFrom("actions")
      .select("verb")
      .where("id", "=", action)
      .where("room", "=", room)
      .where("organisation", "=", organisation)
      .where("status", "in", ["waiting", "sent"])
      .where("verb", "in", ["diagnostics", "logs"])
      .executeTakeFirst();
    if (asked === undefined) throw new HubError("hub.not-found", "no such action");
    const fresh = { action, organisation, room, kind: asked.verb, sha256, parts: of, bytes: 0 };
    await tx
      .insertInto("bundles")
      .values({ ...fresh, created_at: now, complete: 0 })
      .onConflict((c) => c.column("action").doUpdateSet({ sha256, parts: of, bytes: 0, complete: 0 }))
      .execute();
    await tx
      .insertInto("bundle_parts")
      .values({ action, number, data })
      .onConflict((c) => c.columns(["action", "number"]).doUpdateSet({ data }))
      .execute();
    if (number === of - 1) await complete(tx, part, room);
  });
}

async function complete(tx: Changes, { action, of, sha256 }: BundlePart, room: string): Promise<void> {
  await tx.deleteFrom("bundle_parts").where("action", "=", action).where("number", ">=", of).execute();
  const whole = await bytesOf(tx, action);
  if (createHash("sha256").update(whole).digest("hex") !== sha256)
    throw new HubError("hub.invalid", "sha256: the parts that came do not make this whole; send all of them again");
  await tx.updateTable("bundles").set({ complete: 1, bytes: whole.length }).where("action", "=", action).execute();
  const all = await tx
    .selectFrom("bundles")
    .select("action")
    .where("room", "=", room)
    .orderBy("created_at", "desc")
    .execute();
  const old = all.slice(bundlesOfRoom).map((one) => one.action);
  if (old.length === 0) return;
  await tx.deleteFrom("bundle_parts").where("action", "in", old).execute();
  await tx.deleteFrom("bundles").where("action", "in", old).execute();
}

/** All parts together. */
export async function bytesOf(db: Pick<Changes, "selectFrom">, action: string): Promise<Buffer> {
  const parts = await db
    .selectFrom("bundle_parts")
    .select("data")
    .where("action", "=", action)
    .orderBy("number")
    .execute();
  return Buffer.concat(parts.map(({ data }) => Buffer.from(data, "base64")));
}
