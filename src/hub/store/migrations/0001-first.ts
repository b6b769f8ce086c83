import type { Kysely } from "kysely";
import { addTables, type Column, type TableShapes } from "./columns.ts";

const tables: TableShapes = {
  organisations: { columns: { id: "text", name: "text", created_at: "bigint" }, key: ["id"] },
  sites: {
    columns: {
      id: "text",
      organisation: "text",
      name: "text",
      address: "text",
      zone: "text",
      latitude: "real?",
      longitude: "real?",
    },
    key: ["id"],
  },
  room_groups: { columns: { id: "text", organisation: "text", site: "text?", name: "text" }, key: ["id"] },
  rooms: {
    columns: {
      id: "text",
      organisation: "text",
      site: "text?",
      room_group: "text?",
      name: "text",
      building: "text",
      floor: "text",
      tags: "text",
      expected: "text",
      created_at: "bigint",
      retired_at: "bigint?",
    },
    key: ["id"],
  },
  claims: {
    columns: {
      id: "text",
      locator: "text",
      code: "text",
      poll_hash: "text",
      csr: "text",
      fingerprint: "text",
      software: "text",
      address: "text",
      tries: "bigint",
      created_at: "bigint",
      expires_at: "bigint",
      used_at: "bigint?",
      room: "text?",
      certificate: "text?",
    },
    key: ["id"],
  },
  certificates: {
    columns: {
      serial: "text",
      organisation: "text",
      room: "text",
      not_after: "bigint",
      issued_at: "bigint",
      revoked_at: "bigint?",
      revoked_for: "text?",
    },
    key: ["serial"],
  },
  room_links: {
    columns: {
      room: "text",
      connection: "bigint",
      boot: "text",
      machine: "text",
      address: "text",
      software: "text",
      seen_at: "bigint",
      quarantined_for: "text?",
    },
    key: ["room"],
  },
  room_summaries: { columns: { room: "text", summary: "text", at: "bigint" }, key: ["room"] },
  events: {
    columns: {
      room: "text",
      id: "text",
      organisation: "text",
      at: "bigint",
      received_at: "bigint",
      what: "text",
      subject: "text",
      detail: "text",
    },
    key: ["room", "id"],
  },
  reports: {
    columns: { room: "text", version: "bigint", status: "text", reason: "text", document: "text", at: "bigint" },
    key: ["room"],
  },
  templates: { columns: { id: "text", ...template() }, key: ["organisation", "scope_kind", "scope"] },
  template_versions: { columns: template(), key: ["organisation", "scope_kind", "scope", "version"] },
  targets: {
    columns: {
      room: "text",
      organisation: "text",
      version: "bigint",
      document: "text",
      set_at: "bigint",
      cause: "text",
    },
    key: ["room"],
  },
  rollouts: {
    columns: {
      id: "text",
      organisation: "text",
      name: "text",
      status: "text",
      plan: "text",
      created_at: "bigint",
      created_by: "text",
      updated_at: "bigint",
    },
    key: ["id"],
  },
  actions: {
    columns: {
      id: "text",
      organisation: "text",
      room: "text",
      verb: "text",
      arguments: "text",
      created_by: "text",
      created_at: "bigint",
      expires_at: "bigint",
      status: "text",
      detail: "text",
      ended_at: "bigint?",
    },
    key: ["id"],
  },
  audit: {
    columns: {
      organisation: "text",
      number: "bigint",
      at: "bigint",
      actor: "text",
      what: "text",
      subject: "text",
      detail: "text",
      previous: "text",
      hash: "text",
    },
    key: ["organisation", "number"],
  },
  people: {
    columns: {
      id: "text",
      email: "text",
      name: "text",
      password: "text?",
      totp: "text?",
      totp_step: "bigint",
      failures: "bigint",
      locked_until: "bigint",
      created_at: "bigint",
      disabled_at: "bigint?",
    },
    key: ["id"],
  },
  memberships: { columns: { person: "text", organisation: "text", role: "text" }, key: ["person", "organisation"] },
  sign_ins: {
    columns: { hash: "text", person: "text", csrf: "text", created_at: "bigint", expires_at: "bigint" },
    key: ["hash"],
  },
  invitations: {
    columns: {
      hash: "text",
      organisation: "text",
      email: "text",
      role: "text",
      expires_at: "bigint",
      used_at: "bigint?",
    },
    key: ["hash"],
  },
  api_keys: {
    columns: {
      id: "text",
      organisation: "text",
      name: "text",
      hash: "text",
      scopes: "text",
      created_by: "text",
      created_at: "bigint",
      expires_at: "bigint?",
      revoked_at: "bigint?",
    },
    key: ["id"],
  },
  partner_grants: {
    columns: {
      id: "text",
      organisation: "text",
      person: "text",
      scope_kind: "text",
      scope: "text",
      created_at: "bigint",
      revoked_at: "bigint?",
    },
    key: ["id"],
  },
  alert_rules: {
    columns: { id: "text", organisation: "text", name: "text", definition: "text", enabled: "bigint" },
    key: ["id"],
  },
  alerts: {
    columns: {
      id: "text",
      organisation: "text",
      rule: "text",
      cause: "text",
      severity: "text",
      title: "text",
      rooms: "text",
      opened_at: "bigint",
      changed_at: "bigint",
      closed_at: "bigint?",
    },
    key: ["id"],
  },
  silences: {
    columns: {
      id: "text",
      organisation: "text",
      room: "text?",
      fault: "text",
      until: "bigint",
      reason: "text",
      created_by: "text",
    },
    key: ["id"],
  },
  channels: {
    columns: { id: "text", organisation: "text", kind: "text", name: "text", settings: "text", secret: "text?" },
    key: ["id"],
  },
  livekit_servers: {
    columns: { organisation: "text", url: "text", api_key: "text", api_secret: "text" },
    key: ["organisation"],
  },
  leases: { columns: { name: "text", holder: "text", until: "bigint" }, key: ["name"] },
  secrets: { columns: { name: "text", value: "text" }, key: ["name"] },
};

function template(): Record<string, Column> {
  return {
    organisation: "text",
    scope_kind: "text",
    scope: "text",
    version: "bigint",
    document: "text",
    changed_at: "bigint",
    changed_by: "text",
  };
}

const indexes: [table: string, columns: string[], unique?: "unique"][] = [
  ["rooms", ["organisation"]],
  ["claims", ["locator"]],
  ["certificates", ["room"]],
  ["events", ["organisation", "room", "at"]],
  ["targets", ["organisation"]],
  ["actions", ["room", "status"]],
  ["actions", ["organisation", "created_at"]],
  ["people", ["email"], "unique"],
  ["alerts", ["organisation", "closed_at"]],
  ["api_keys", ["hash"], "unique"],
  ["rollouts", ["status"]],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  await addTables(db, tables);
  for (const [table, columns, unique] of indexes) {
    const index = db.schema
      .createIndex(`${table}_${columns.join("_")}`)
      .on(table)
      .columns(columns);
    await (unique === undefined ? index : index.unique()).execute();
  }
}
