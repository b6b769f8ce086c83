import type { Kysely } from "kysely";

/** A one-time link can be for somebody who has an account and cannot get in any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("invitations").addColumn("person", "text").execute();
}
