import type { Kysely, Transaction } from "kysely";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;
export type Changes = Transaction<Tables>;

/** The hub's open database. */
export interface Store {
  readonly kind: "sqlite" | "postgres";
  readonly db: Database;
  /** All of it or nothing. Anything thrown rolls back. */
  change<T>(run: (tx: Changes) => Promise<T>): Promise<T>;
  /** Copies the running database into a file; SQLite only. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
