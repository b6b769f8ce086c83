import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import Type from "typebox";
import { HubError, messageOf } from "../../domain/errors.ts";
import { readerOf } from "../../protocol/check.ts";
import type { AuditCheck } from "../../protocol/hub/shown-audit.ts";
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

/** Says of each entry, in order from the first, whether it fits the chain. */
function chain(): (row: AuditRow) => boolean {
  let previous = start;
  let number = 0;
  return (row) => {
    number += 1;
    const fits = row.number === number && row.previous === previous && row.hash === hashOf(row);
    previous = row.hash;
    return fits;
  };
}

/** The number of the first entry that does not fit its chain, or null. Rows in order, from the first. */
export function firstBroken(rows: readonly AuditRow[]): number | null {
  const fits = chain();
  const index = rows.findIndex((row) => !fits(row));
  return index === -1 ? null : index + 1;
}

/** Checks an organisation's whole chain, however long it is: some entries at a time, other work goes on in between. */
export async function checkChain(db: Database, organisation: string): Promise<AuditCheck> {
  const fits = chain();
  const check: AuditCheck = { entries: 0, firstBroken: null };
  for await (const some of auditFromFirst(db, organisation))
    for (const row of some) {
      check.entries += 1;
      if (check.firstBroken === null && !fits(row)) check.firstBroken = check.entries;
    }
  return check;
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

/** An organisation's entries before a number, newest first. */
export function auditBefore(db: Database, organisation: string, before: number, limit: number): Promise<AuditRow[]> {
  return db
    .selectFrom("audit")
    .selectAll()
    .where("organisation", "=", organisation)
    .where("number", "<", before)
    .orderBy("number", "desc")
    .limit(limit)
    .execute();
}

/** All of an organisation's entries, oldest first, some at a time: never all of them in memory. */
export async function* auditFromFirst(db: Database, organisation: string): AsyncGenerator<AuditRow[]> {
  for (let some = await readAudit(db, organisation); some.length > 0; ) {
    yield some;
    await setImmediate();
    some = await readAudit(db, organisation, some.at(-1)?.number);
  }
}

/**
 * Checks an exported log without a hub.
 * @param text one entry a line, as exported
 * @returns how many entries there are and the number of the first that does not fit its chain
 * @throws HubError hub.invalid naming a line that is no entry
 */
export function checkExport(text: string): { entries: number; firstBroken: number | null } {
  const rows = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, at) => {
      try {
        return readEntry(JSON.parse(line));
      } catch (error) {
        throw new HubError("hub.invalid", `line ${at + 1} is not an audit entry: ${messageOf(error)}`);
      }
    });
  return { entries: rows.length, firstBroken: firstBroken(rows) };
}

const readEntry = readerOf(
  Type.Object({
    ...{ organisation: Type.String(), number: Type.Integer(), at: Type.Integer(), actor: Type.String() },
    ...{ what: Type.String(), subject: Type.String(), detail: Type.String() },
    ...{ previous: Type.String(), hash: Type.String() },
  }),
  "audit entry",
  "hub.invalid",
);
