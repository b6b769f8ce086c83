import type { GroupCommit } from "../store/group-commit.ts";
import type { Changes } from "../store/store.ts";
import type { Tables } from "../store/tables.ts";

type Row = Tables["room_links"];

const chunk = 500;

/** Stores where rooms were seen last; those that come while a write waits go with it, in one statement. */
export class Sightings {
  readonly #commits: GroupCommit;
  #rows = new Map<string, Row>();
  #waiting: Promise<void> | null = null;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  /** Resolves when it is stored. */
  store(row: Row): Promise<void> {
    this.#rows.set(row.room, row);
    this.#waiting ??= this.#commits.add(this.#write());
    return this.#waiting;
  }

  /** The rows are taken when the write begins, and are the same ones when it is tried again. */
  #write(): (tx: Changes) => Promise<void> {
    let taken: Row[] | null = null;
    return async (tx) => {
      if (taken === null) {
        taken = [...this.#rows.values()];
        this.#rows = new Map();
        this.#waiting = null;
      }
      for (let at = 0; at < taken.length; at += chunk) await insert(tx, taken.slice(at, at + chunk));
    };
  }
}

async function insert(tx: Changes, rows: Row[]): Promise<void> {
  await tx
    .insertInto("room_links")
    .values(rows)
    .onConflict((c) =>
      c.column("room").doUpdateSet((e) => ({
        connection: e.ref("excluded.connection"),
        boot: e.ref("excluded.boot"),
        machine: e.ref("excluded.machine"),
        address: e.ref("excluded.address"),
        software: e.ref("excluded.software"),
        seen_at: e.ref("excluded.seen_at"),
      })),
    )
    .execute();
}
