import type { Kysely } from "kysely";
import { addTables } from "./columns.ts";

/** Passkeys, identity providers, and what signing in with them has to remember for some minutes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addTables(db, {
    passkeys: {
      columns: {
        id: "text",
        person: "text",
        name: "text",
        relying_party: "text",
        public_key: "text",
        counter: "bigint",
        transports: "text",
        created_at: "bigint",
        used_at: "bigint?",
      },
      key: ["id"],
    },
    challenges: {
      columns: { hash: "text", purpose: "text", data: "text", expires_at: "bigint" },
      key: ["hash"],
    },
    identity_providers: {
      columns: {
        organisation: "text",
        issuer: "text",
        client_id: "text",
        client_secret: "text?",
        newcomers: "text?",
        trust_unverified: "bigint",
      },
      key: ["organisation"],
    },
    // A domain leads to one provider: who types an address is sent there.
    provider_domains: { columns: { domain: "text", organisation: "text" }, key: ["domain"] },
    identities: {
      columns: { organisation: "text", issuer: "text", subject: "text", person: "text" },
      key: ["organisation", "issuer", "subject"],
    },
  });
  await db.schema.createIndex("passkeys_person").on("passkeys").column("person").execute();
  await db.schema.alterTable("sign_ins").addColumn("organisation", "text").execute();
}
