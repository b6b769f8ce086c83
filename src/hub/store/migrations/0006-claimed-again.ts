import type { Kysely } from "kysely";

/** A claim can be of a computer whose key was revoked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("claims").addColumn("former", "text").execute();
}
