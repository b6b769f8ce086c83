import type { Kysely } from "kysely";
import { addTables } from "./columns.ts";

/** What has still to be told outlives the process; channels have options (recipients, quiet hours) and say why they fail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addTables(db, {
    deliveries: {
      columns: {
        id: "text",
        organisation: "text",
        channel: "text",
        alert: "text",
        kind: "text",
        message: "text",
        created_at: "bigint",
        due_at: "bigint",
        tries: "bigint",
      },
      key: ["id"],
    },
  });
  await db.schema.createIndex("deliveries_due_at").on("deliveries").column("due_at").execute();
  await db.schema
    .alterTable("channels")
    .addColumn("options", "text", (c) => c.notNull().defaultTo("{}"))
    .execute();
  await db.schema.alterTable("channels").addColumn("problem", "text").execute();
}
