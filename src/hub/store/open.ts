import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { backup } from "node:sqlite";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { HubError, messageOf } from "../../domain/errors.ts";
import { migrations } from "./migrations/all.ts";
import { NodeSqlite } from "./node-sqlite.ts";
import type { Store } from "./store.ts";
import { isBusy } from "./store-errors.ts";
import type { Tables } from "./tables.ts";

/**
 * Opens the database and brings it to the newest schema.
 * @param address `postgres://…`, or the path of an SQLite file (made with its folder when absent), or ":memory:"
 * @throws HubError hub.store with the cause
 */
export async function openStore(address: string): Promise<Store> {
  try {
    const store = isPostgres(address) ? openPostgres(address) : await openSqlite(address);
    await migrate(store).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
    return store;
  } catch (error) {
    const place = isPostgres(address) ? "PostgreSQL" : address;
    throw new HubError("hub.store", `the store cannot be opened (${place}): ${messageOf(error)}`, { cause: error });
  }
}

const isPostgres = (address: string) => /^postgres(ql)?:\/\//.test(address);

async function openSqlite(path: string): Promise<Store> {
  if (path !== ":memory:") await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const database = new NodeSqlite(path);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return {
    kind: "sqlite",
    db,
    change: (run) => patiently(() => db.transaction().execute(run)),
    backup: async (target) => void (await backup(database.raw, target)),
    close: () => db.destroy(),
  };
}

const busyTries = 40;
const busyPauseMs = 100;

/**
 * Tries again for some seconds while another program has the database. SQLite itself waits only shortly (node-sqlite.ts): it
 * would hold up everything else.
 */
async function patiently<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || tries >= busyTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, busyPauseMs));
    }
  }
}

function openPostgres(connectionString: string): Store {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5000,
    // Times and counters are below 2^53: numbers, as from SQLite.
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // An idle connection that breaks is replaced by the pool; queries under way fail by themselves.
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: "postgres",
    db,
    change: (run) => db.transaction().execute(run),
    backup: () => Promise.reject(new HubError("hub.store", "a PostgreSQL store is backed up with pg_dump")),
    close: () => db.destroy(),
  };
}

async function migrate(store: Store): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error, results } = await new Migrator({ db: store.db, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "the first";
  throw new HubError("hub.store", `migration ${failed} failed: ${messageOf(error)}`, { cause: error });
}
