import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/**
 * Node's own SQLite in the shape that Kysely's SQLite dialect expects (better-sqlite3's). Statements are kept prepared, the
 * last used ones; a query whose text differs each time (lists of values) pushes old ones out.
 */
export class NodeSqlite implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, SqliteStatement>();

  /** @param path a file, or ":memory:" */
  constructor(path: string) {
    this.#database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 50 });
    this.#database.exec("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 2000");
  }

  get raw(): DatabaseSync {
    return this.#database;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    if (this.#prepared.size >= maxPrepared) this.#prepared.delete(this.#prepared.keys().next().value as string);
    const made = asStatement(this.#database.prepare(sql));
    const statement = sql === "rollback" ? this.#onlyWithin(made) : made;
    this.#prepared.set(sql, statement);
    return statement;
  }

  /** On a full disk SQLite has rolled back by itself; to do it again is an error that would hide why. */
  #onlyWithin(rollback: SqliteStatement): SqliteStatement {
    const run: SqliteStatement["run"] = (parameters) =>
      this.#database.isTransaction ? rollback.run(parameters) : { changes: 0, lastInsertRowid: 0 };
    return { ...rollback, run };
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

const maxPrepared = 200;

function asStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
