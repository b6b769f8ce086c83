import type { Static } from "typebox";
import Type from "typebox";
import { readerOf } from "../check.ts";
import { nullable, oneOf } from "../shapes.ts";

/**
 * Frames of the room-to-hub WebSocket, JSON texts. The room speaks first (hello); the hub answers welcome or refuse; from
 * then on both send data and ack. Unknown fields are allowed: a newer side may send more.
 */

/** No frame is larger; a connection that sends one is closed. Bytes. */
export const maxFrameBytes = 256 * 1024;

/** How soon a room needs its hub; the hub admits in this order when many come at once. */
export const urgencies = ["meeting", "join", "idle"] as const;
export type Urgency = (typeof urgencies)[number];

const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const text = (maxLength: number) => Type.String({ maxLength });

const HelloSchema = Type.Object({
  type: Type.Literal("hello"),
  protocol: Type.Object({ min: count, max: count }),
  software: text(100),
  /** The session to go on with, and the last sequence number got in it. */
  session: nullable(text(64)),
  received: count,
  /** Random for each start of the room's daemon. */
  boot: text(64),
  /** Counts this room key's connections; kept on disk. A copy of the disk counts on by itself and is noticed. */
  connection: count,
  /** Hash that names the computer, so that two with the same key can be told apart. */
  machine: text(100),
  urgency: oneOf(...urgencies),
  /** Version of the target document that the room has; the hub sends a newer one. */
  target: count,
});

const WelcomeSchema = Type.Object({
  type: Type.Literal("welcome"),
  protocol: count,
  session: text(64),
  resumed: Type.Boolean(),
  received: count,
  /** The hub's clock, milliseconds since 1970 UTC: expiry is judged by it. */
  now: count,
  /** Say something at least this often. */
  heartbeatMs: Type.Integer({ minimum: 1000, maximum: 600_000 }),
});

const RefuseSchema = Type.Object({
  type: Type.Literal("refuse"),
  code: text(100),
  message: text(1000),
  /** When to come again; null: not before somebody has acted. */
  retryAfterMs: nullable(count),
});

const DataSchema = Type.Object({
  type: Type.Literal("data"),
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  ack: count,
  body: Type.Object({ kind: text(40) }),
});

/** `resend`: a number is missing after `ack`; send again from there. */
const AckSchema = Type.Object({ type: Type.Literal("ack"), ack: count, resend: Type.Optional(Type.Boolean()) });

export type Hello = Static<typeof HelloSchema>;
export type Welcome = Static<typeof WelcomeSchema>;
export type Refuse = Static<typeof RefuseSchema>;
export type AckFrame = Static<typeof AckSchema>;
/** A body is validated by its kind (bodies.ts) after its sequence number was found new. */
export type DataFrame = Omit<Static<typeof DataSchema>, "body"> & { body: { kind: string } };

/** @throws RoomkeeperError hub.protocol, naming the field */
export const readUpFrame = readerOf(
  Type.Union([HelloSchema, DataSchema, AckSchema]),
  "frame from a room",
  "hub.protocol",
);
/** @throws RoomkeeperError hub.protocol, naming the field */
export const readDownFrame = readerOf(
  Type.Union([WelcomeSchema, RefuseSchema, DataSchema, AckSchema]),
  "frame from the hub",
  "hub.protocol",
);
