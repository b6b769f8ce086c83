import { randomBytes } from "node:crypto";
import type { Vault } from "../store/secrets.ts";
import type { Database } from "../store/store.ts";

const name = "tickets";
const length = 48;

/**
 * The key of TLS session tickets, the same in every hub process on this store and after restarts: thousands of rooms that come back
 * at once need half the work. Like the authority's key it must not be known: it is sealed.
 */
export async function openTicketKeys(db: Database, vault: Vault): Promise<Buffer> {
  const value = vault.seal(randomBytes(length).toString("base64"), name);
  await db
    .insertInto("secrets")
    .values({ name, value })
    .onConflict((c) => c.column("name").doNothing())
    .execute();
  const row = await db.selectFrom("secrets").select("value").where("name", "=", name).executeTakeFirstOrThrow();
  return Buffer.from(vault.open(row.value, name), "base64");
}
