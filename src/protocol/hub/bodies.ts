import type { Static, TSchema } from "typebox";
import Type from "typebox";
import { type Reader, readerOf } from "../check.ts";
import { oneOf } from "../shapes.ts";
import type { JsonObject } from "./difference.ts";

/** What data frames carry. Unknown fields are allowed; an unknown kind is acknowledged and left alone. */

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const text = (maxLength: number) => Type.String({ maxLength });
const id = Type.String({ minLength: 1, maxLength: 64 });
const object = Type.Unsafe<JsonObject>(Type.Record(Type.String(), Type.Unknown()));
const body = <K extends string, P extends Record<string, TSchema>>(kind: K, fields: P) =>
  Type.Object({ kind: Type.Literal(kind), ...fields });

/** What a room may be asked to do. Never: unmute, camera on. Those are the room's. */
export const actionVerbs = [
  "join",
  "leave",
  "mute",
  "cameraOff",
  "setVolume",
  "display",
  "testCall",
  "restart",
  "reboot",
  "diagnostics",
  "logs",
] as const;
export type ActionVerb = (typeof actionVerbs)[number];

/** How an action ended. `unknown`: the room's daemon ended while doing it; it is not done again. */
export const actionEnds = ["done", "failed", "refused", "expired", "unknown"] as const;
export type ActionEnd = (typeof actionEnds)[number];

const ChangeShape = Type.Object({
  p: Type.Array(Type.Union([text(200), count]), { maxItems: 32 }),
  v: Type.Optional(Type.Unknown()),
});

/** From the room. Those with an `id` are durable: kept on disk by the room, stored once by the hub. */
const up = {
  snapshot: body("snapshot", { version: count, state: object }),
  changes: body("changes", { version: count, base: count, changes: Type.Array(ChangeShape, { maxItems: 5000 }) }),
  outcome: body("outcome", {
    id,
    action: id,
    end: oneOf(...actionEnds),
    detail: text(4000),
    at: count,
  }),
  event: body("event", { id, at: count, what: text(100), subject: text(500), detail: text(4000) }),
  reported: body("reported", {
    id,
    version: count,
    status: oneOf("applied", "rejected", "waiting"),
    reason: text(2000),
    document: object,
    at: count,
  }),
  token: body("token", {
    request: id,
    meeting: Type.String({ minLength: 1, maxLength: 200 }),
    /** Absent: the room itself. `display…`: one of its displays, which sees and is not seen. */
    part: Type.Optional(Type.String({ pattern: "^display(-[A-Za-z0-9]{1,20})?$" })),
    /** Somebody with a browser of their own, on the room's guest page. Never together with `part`. */
    guest: Type.Optional(
      Type.Object({
        id: Type.String({ pattern: "^[A-Za-z0-9-]{16,64}$" }),
        name: Type.String({ minLength: 1, maxLength: 60 }),
      }),
    ),
  }),
  telemetry: body("telemetry", { at: count, values: Type.Record(text(100), Type.Number()) }),
  log: body("log", { at: count, level: oneOf("debug", "info", "warn", "error"), message: text(4000) }),
};

/** From the hub. */
const down = {
  target: body("target", { version: count, document: object }),
  action: body("action", {
    id,
    verb: text(40),
    arguments: object,
    /** By the hub's clock. */
    expiresAt: count,
    /** Who asked, for the room's own record. */
    by: text(200),
  }),
  token: body("token", { request: id, url: text(2000), token: text(8000), expiresAt: count }),
  refused: body("refused", { request: id, code: text(100), message: text(1000) }),
  resync: body("resync", {}),
  /** Somebody looks at the room: its whole state, as its panel shows it, is sent for so long from now. */
  watch: body("watch", { forMs: Type.Integer({ minimum: 0, maximum: 120_000 }) }),
};

type Bodies<T extends Record<string, TSchema>> = { [K in keyof T]: Static<T[K]> };
export type UpBodies = Bodies<typeof up>;
export type DownBodies = Bodies<typeof down>;
export type UpBody = UpBodies[keyof UpBodies];
export type DownBody = DownBodies[keyof DownBodies];

const readers = <T extends Record<string, TSchema>>(schemas: T, side: string) =>
  new Map(
    Object.entries(schemas).map(([kind, schema]) => [kind, readerOf(schema, `${kind} from ${side}`, "hub.protocol")]),
  );

const upReaders = readers(up, "a room");
const downReaders = readers(down, "the hub");

/**
 * Reads a body from a room; null when this version does not know the kind.
 * @throws RoomkeeperError hub.protocol, naming the field
 */
export const readUpBody = (data: { kind: string }) => read<UpBody>(upReaders, data);
/** The same for a body from the hub. */
export const readDownBody = (data: { kind: string }) => read<DownBody>(downReaders, data);

function read<T>(known: Map<string, Reader<unknown>>, data: { kind: string }): T | null {
  const reader = known.get(data.kind);
  return reader === undefined ? null : (reader(data) as T);
}

/** Kinds that the room keeps until the hub has stored them. */
export const durableKinds: ReadonlySet<string> = new Set(["outcome", "event", "reported"]);
