import type { Static } from "typebox";
import Type from "typebox";
import { RoomkeeperError } from "../domain/errors.ts";
import type { Intent } from "../domain/intent.ts";
import { readerOf } from "./check.ts";

const strict = { additionalProperties: false } as const;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const kind = <T extends string>(type: T) => Type.Literal(type);

/** One schema an intent; `join` has three shapes. */
export const intentSchemas = {
  join: Type.Union([
    Type.Object({ type: kind("join"), bookingId: text(100) }, strict),
    Type.Object({ type: kind("join"), link: text(8000) }, strict),
    Type.Object({ type: kind("join"), room: text(200) }, strict),
  ]),
  meetNow: Type.Object({ type: kind("meetNow") }, strict),
  leave: Type.Object({ type: kind("leave") }, strict),
  cancelAutoJoin: Type.Object({ type: kind("cancelAutoJoin") }, strict),
  setMicrophone: Type.Object({ type: kind("setMicrophone"), on: Type.Boolean() }, strict),
  setCamera: Type.Object({ type: kind("setCamera"), on: Type.Boolean() }, strict),
  setVolume: Type.Object({ type: kind("setVolume"), percent: Type.Integer({ minimum: 0, maximum: 100 }) }, strict),
  startShare: Type.Object({ type: kind("startShare"), deviceId: Type.Optional(text(200)) }, strict),
  stopShare: Type.Object({ type: kind("stopShare") }, strict),
  extend: Type.Object({ type: kind("extend"), minutes: Type.Integer({ minimum: 5, maximum: 240 }) }, strict),
  useDevice: Type.Object(
    {
      type: kind("useDevice"),
      role: Type.Union([Type.Literal("camera"), Type.Literal("microphone"), Type.Literal("speaker")]),
      deviceId: text(200),
    },
    strict,
  ),
} as const;

export const IntentSchema = Type.Union(Object.values(intentSchemas));

type Known = Static<(typeof intentSchemas)[keyof typeof intentSchemas]>;

const readers = Object.fromEntries(
  Object.entries(intentSchemas).map(([type, schema]) => [type, readerOf(schema, `intent ${type}`, "intent.invalid")]),
) as Record<string, (data: unknown) => Known>;

/**
 * Reads a wish.
 * @throws RoomkeeperError intent.invalid, naming the field and what is allowed
 */
export function readIntent(data: unknown): Intent {
  const type = (data as { type?: unknown } | null)?.type;
  const reader = typeof type === "string" && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (reader === undefined) {
    const known = Object.keys(intentSchemas).join(", ");
    throw new RoomkeeperError(
      "intent.invalid",
      `intent: type ${JSON.stringify(type) ?? "(absent)"} is not one of ${known}`,
    );
  }
  return reader(data);
}
