import type { Static, TSchema } from "typebox";
import Type from "typebox";
import { RoomkeeperError } from "../domain/errors.ts";
import type { Intent } from "../domain/intent.ts";
import { pointerSchemas, subjectSchemas } from "./assisted-shapes.ts";
import { readerOf } from "./check.ts";

const strict = { additionalProperties: false } as const;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const speed = Type.Number({ minimum: -1, maximum: 1 });
const kind = <T extends string>(type: T) => Type.Literal(type);

/** These have several shapes, told apart by what names the meeting. */
const joinSchemas = {
  bookingId: Type.Object({ type: kind("join"), ...subjectSchemas.bookingId }, strict),
  link: Type.Object({ type: kind("join"), ...subjectSchemas.link }, strict),
  room: Type.Object({ type: kind("join"), room: text(200) }, strict),
} as const;
const openAssistedSchemas = {
  bookingId: Type.Object({ type: kind("openAssisted"), ...subjectSchemas.bookingId }, strict),
  link: Type.Object({ type: kind("openAssisted"), ...subjectSchemas.link }, strict),
} as const;

const otherSchemas = {
  pointer: Type.Union(Object.values(pointerSchemas)),
  meetNow: Type.Object({ type: kind("meetNow") }, strict),
  leave: Type.Object({ type: kind("leave") }, strict),
  cancelAutoJoin: Type.Object({ type: kind("cancelAutoJoin") }, strict),
  setMicrophone: Type.Object({ type: kind("setMicrophone"), on: Type.Boolean() }, strict),
  setCamera: Type.Object({ type: kind("setCamera"), on: Type.Boolean() }, strict),
  setVolume: Type.Object({ type: kind("setVolume"), percent: Type.Integer({ minimum: 0, maximum: 100 }) }, strict),
  startShare: Type.Object({ type: kind("startShare"), deviceId: Type.Optional(text(200)) }, strict),
  stopShare: Type.Object({ type: kind("stopShare") }, strict),
  bookNow: Type.Object({ type: kind("bookNow"), minutes: Type.Integer({ minimum: 5, maximum: 480 }) }, strict),
  checkIn: Type.Object({ type: kind("checkIn") }, strict),
  raiseHand: Type.Object({ type: kind("raiseHand"), raised: Type.Boolean() }, strict),
  extend: Type.Object({ type: kind("extend"), minutes: Type.Integer({ minimum: 5, maximum: 240 }) }, strict),
  useDevice: Type.Object(
    {
      type: kind("useDevice"),
      role: Type.Union([Type.Literal("camera"), Type.Literal("microphone"), Type.Literal("speaker")]),
      deviceId: text(200),
    },
    strict,
  ),
  moveCamera: Type.Object({ type: kind("moveCamera"), pan: speed, tilt: speed, zoom: speed }, strict),
  cameraHome: Type.Object({ type: kind("cameraHome") }, strict),
  cameraPreset: Type.Object(
    {
      type: kind("cameraPreset"),
      action: Type.Union([Type.Literal("recall"), Type.Literal("store"), Type.Literal("forget")]),
      number: Type.Integer({ minimum: 0, maximum: 99 }),
      name: Type.Optional(text(60)),
    },
    strict,
  ),
  setPicture: Type.Object({ type: kind("setPicture"), name: text(60), value: Type.Number() }, strict),
  pictureDefaults: Type.Object({ type: kind("pictureDefaults") }, strict),
  setDisplay: Type.Object({ type: kind("setDisplay"), on: Type.Boolean() }, strict),
} as const;

export const IntentSchema = Type.Union([
  ...Object.values(joinSchemas),
  ...Object.values(openAssistedSchemas),
  ...Object.values(otherSchemas),
]);

type Known = Static<
  | (typeof joinSchemas)[keyof typeof joinSchemas]
  | (typeof openAssistedSchemas)[keyof typeof openAssistedSchemas]
  | (typeof otherSchemas)[keyof typeof otherSchemas]
>;
type IntentReader = (data: unknown) => Known;

const readersOf = (schemas: Record<string, TSchema>, name: (key: string) => string) =>
  new Map(
    Object.entries(schemas).map(([key, schema]) => [
      key,
      readerOf(schema, name(key), "intent.invalid") as IntentReader,
    ]),
  );

/** By type, then by what names the meeting. */
const targetReaders = new Map([
  ["join", readersOf(joinSchemas, () => "intent join")],
  ["openAssisted", readersOf(openAssistedSchemas, () => "intent openAssisted")],
]);
const otherReaders = readersOf(otherSchemas, (type) => `intent ${type}`);

/**
 * Reads a wish.
 * @throws RoomkeeperError intent.invalid, naming the field and what is allowed
 */
export function readIntent(data: unknown): Intent {
  const type = (data as { type?: unknown } | null)?.type;
  const targets = targetReaders.get(type as string);
  return targets === undefined ? otherReader(type)(data) : targetReader(String(type), targets, data as object)(data);
}

function otherReader(type: unknown): IntentReader {
  const reader = otherReaders.get(type as string);
  if (reader !== undefined) return reader;
  const known = [...targetReaders.keys(), ...otherReaders.keys()].join(", ");
  throw invalid(`type ${JSON.stringify(type) ?? "(absent)"} is not one of ${known}`);
}

function targetReader(type: string, readers: ReadonlyMap<string, IntentReader>, wish: object): IntentReader {
  const targets = [...readers.keys()].filter((name) => name in wish);
  const reader = readers.get(targets[0] ?? "");
  if (targets.length === 1 && reader !== undefined) return reader;
  const given = targets.length === 0 ? "none" : targets.join(" and ");
  throw invalid(`${type} needs exactly one of ${[...readers.keys()].join(", ")}; got ${given}`);
}

const invalid = (what: string) => new RoomkeeperError("intent.invalid", `intent: ${what}`);
