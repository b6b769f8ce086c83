import { createHash } from "node:crypto";
import type { Changes, Database, Store } from "./store.ts";
import type { AuditRow } from "./tables.ts";

/** Who did what to what. `actor`: `person:ID`, `key:ID`, `room:ID` or `hub`. */
export interface AuditEntry {
  organisation: string;
  at: number;
  actor: string;
  what: string;
  subject: string;
  detail: Readonly<Record<string, unknown>>;
}

const start = "0".repeat(64);

/**
 * Adds an entry to an organisation's chain, in the transaction of the change that it tells of: both or none. Each entry's
 * hash covers the one before, so that nothing can be altered, left out or put in between unnoticed.
 */
export async function writeAudit(store: Pick<Store, "kind">, tx: Changes, entry: AuditEntry): Promise<void> {
  // With PostgreSQL several hubs write: the organisation's row is the lock of its chain. SQLite has one writer.
  const owner = tx.selectFrom("organisations").select("id").where("id", "=", entry.organisation);
  await (store.kind === "postgres" ? owner.forUpdate() : owner).execute();
  const last = await tx
    .selectFrom("audit")
    .select(["number", "hash"])
    .where("organisation", "=", entry.organisation)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const row = {
    ...entry,
    detail: JSON.stringify(entry.detail),
    number: (last?.number ?? 0) + 1,
    previous: last?.hash ?? start,
  };
  await tx
    .insertInto("audit")
    .values({ ...row, hash: hashOf(row) })
    .execute();
}

function hashOf(row: Omit<AuditRow, "hash">): string {
  const parts = [row.previous, row.organisation, row.number, row.at, row.actor, row.what, row.subject, row.detail];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** The number of the first entry that does not fit its chain, or null. Rows in order, from the first. */
export function firstBroken(rows: readonly AuditRow[]): number | null {
  let previous = start;
  for (const [index, row] of rows.entries()) {
    if (row.number !== index + 1 || row.previous !== previous || row.hash !== hashOf(row)) return index + 1;
    previous = row.hash;
  }
  return null;
}

/** An organisation's entries, oldest first. */
export function readAudit(db: Database, organisation: string, after = 0, limit = 1000): Promise<AuditRow[]> {
  return db
    .selectFrom("audit")
    .selectAll()
    .where("organisation", "=", organisation)
    .where("number", ">", after)
    .orderBy("number")
    .limit(limit)
    .execute();
}
