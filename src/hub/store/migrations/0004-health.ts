import type { Kysely } from "kysely";
import { addTables } from "./columns.ts";

/** Measurements of rooms by hour and by day, and what rooms send on request: logs and diagnostic bundles. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addTables(db, {
    room_health: {
      columns: { room: "text", organisation: "text", period: "text", start: "bigint", document: "text" },
      key: ["room", "period", "start"],
    },
    bundles: {
      columns: {
        action: "text",
        organisation: "text",
        room: "text",
        kind: "text",
        bytes: "bigint",
        sha256: "text",
        parts: "bigint",
        created_at: "bigint",
        complete: "bigint",
      },
      key: ["action"],
    },
    bundle_parts: { columns: { action: "text", number: "bigint", data: "text" }, key: ["action", "number"] },
  });
  await db.schema.createIndex("room_health_start").on("room_health").columns(["period", "start"]).execute();
  await db.schema.createIndex("bundles_room").on("bundles").column("room").execute();
  await db.schema.createIndex("events_received_at").on("events").column("received_at").execute();
}
