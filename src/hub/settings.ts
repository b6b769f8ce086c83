import Type, { type Static } from "typebox";

const text = Type.String({ minLength: 1, maxLength: 1000 });

/** What a hub is started with: the command line's options, or a test's. */
export const HubSettingsSchema = Type.Object(
  {
    /** Folder for database, master key and lock. */
    folder: text,
    host: text,
    /** 0 lets the system choose. */
    port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    /** Names and addresses under which rooms and people reach it; the first is used in links. */
    names: Type.Array(text, { minItems: 1, maxItems: 50 }),
    /** `postgres://…`; null: SQLite in the folder. */
    database: Type.Union([text, Type.Null()]),
    /** `nats://…`; null: one process. */
    nats: Type.Union([text, Type.Null()]),
    /** Of the first organisation, made on first start. */
    organisation: text,
    /** Certificate and key of the listener, PEM files; null: from the hub's own authority. */
    tls: Type.Union([Type.Object({ certificate: text, key: text }), Type.Null()]),
    /** Alerts may be sent to addresses of private networks. */
    privateWebhooks: Type.Boolean(),
  },
  { additionalProperties: false },
);

export type HubSettings = Static<typeof HubSettingsSchema>;
