import { randomBytes } from "node:crypto";
import type { Vault } from "../store/secrets.ts";
import type { Database } from "../store/store.ts";

const length = 48;
const lifeMs = 24 * 3_600_000;
/** The next key is there before it is needed: all hub processes change at the same time, also while the store is away. */
const aheadMs = 3_600_000;

/**
 * The key of TLS session tickets, the same in every hub process on this store and after restarts: thousands of rooms that come back
 * at once need half the work. Like the authority's key it must not be known: it is sealed; and as it opens what was recorded, there
 * is another one each day, and old ones are erased. Node takes one key at a time: a ticket of the day before costs a room one whole
 * handshake, and nothing else.
 */
export class TicketKeys {
  readonly #db: Database;
  readonly #vault: Vault;
  readonly #keys = new Map<number, Buffer>();

  constructor(db: Database, vault: Vault) {
    this.#db = db;
    this.#vault = vault;
  }

  /** The key of this time. */
  async at(now: number): Promise<Buffer> {
    const day = Math.floor(now / lifeMs);
    const key = await this.#key(day);
    if (now % lifeMs > lifeMs - aheadMs) await this.#key(day + 1);
    for (const old of this.#keys.keys()) if (old < day) this.#keys.delete(old);
    return key;
  }

  /** Erases keys of earlier days, and the one of before there was one for each day. */
  async eraseOld(now: number): Promise<void> {
    const rows = await this.#db.selectFrom("secrets").select("name").where("name", "like", "tickets%").execute();
    const today = Math.floor(now / lifeMs);
    const old = rows.map(({ name }) => name).filter((name) => Number(name.split(":")[1] ?? 0) < today - 1);
    if (old.length > 0) await this.#db.deleteFrom("secrets").where("name", "in", old).execute();
  }

  async #key(day: number): Promise<Buffer> {
    const known = this.#keys.get(day);
    if (known !== undefined) return known;
    const name = `tickets:${day}`;
    const value = this.#vault.seal(randomBytes(length).toString("base64"), name);
    await this.#db
      .insertInto("secrets")
      .values({ name, value })
      .onConflict((c) => c.column("name").doNothing())
      .execute();
    const row = await this.#db.selectFrom("secrets").select("value").where("name", "=", name).executeTakeFirstOrThrow();
    const key = Buffer.from(this.#vault.open(row.value, name), "base64");
    this.#keys.set(day, key);
    return key;
  }
}
