import type { CreateTableBuilder, Kysely } from "kysely";

/** A trailing ? allows null. */
export type Column = "text" | "text?" | "bigint" | "bigint?" | "real?";

/** A table's columns by name, and its primary key. */
export type TableShapes = Record<string, { columns: Record<string, Column>; key: string[] }>;

/** Makes tables in both kinds of database. */
export async function addTables(db: Kysely<unknown>, shapes: TableShapes): Promise<void> {
  for (const [name, { columns, key }] of Object.entries(shapes)) {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, kind] of Object.entries(columns)) {
      const type = kind.replace("?", "") as "text" | "bigint" | "real";
      table = table.addColumn(column, type, (c) => (kind.endsWith("?") ? c : c.notNull()));
    }
    await table.addPrimaryKeyConstraint(`${name}_key`, key as [string]).execute();
  }
}
