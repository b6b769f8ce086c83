import Type from "typebox";
import type { Intent } from "../domain/intent.ts";
import { IntentSchema } from "./intent.ts";
import {
  MicrophoneRecipeShape,
  nullable,
  oneOf,
  SpeakerRecipeShape,
  strict,
  VideoModeShape,
  VideoRecipeShape,
} from "./shapes.ts";

/** Shapes of what devices can do, are told, and tell. */

const object = <P extends Type.TProperties>(fields: P) => Type.Object(fields, strict);
const flag = Type.Boolean();
const text = Type.String();

export const CaptureRefusalShape = oneOf("unsteady", "unsupported", "interlaced");

export const CameraControlShape = object({
  name: text,
  kind: oneOf("integer", "boolean", "menu"),
  minimum: Type.Number(),
  maximum: Type.Number(),
  step: Type.Number(),
  default: Type.Number(),
  value: Type.Number(),
  inactive: flag,
  options: Type.Array(object({ value: Type.Number(), title: text })),
});

const DisplayShape = object({
  power: nullable(oneOf("on", "off", "standby", "warming", "cooling")),
  input: nullable(text),
  inputs: Type.Array(text),
  trouble: nullable(text),
});

export const PtzShape = object({
  pan: flag,
  tilt: flag,
  zoom: flag,
  presets: Type.Array(object({ number: Type.Integer(), name: text })),
});

export const CapabilitiesShape = Type.Partial(
  object({
    camera: object({ video: VideoRecipeShape, modes: Type.Array(VideoModeShape), choice: text }),
    microphone: object({ audio: MicrophoneRecipeShape }),
    speaker: object({ audio: SpeakerRecipeShape }),
    capture: object({
      video: VideoRecipeShape,
      audio: nullable(MicrophoneRecipeShape),
      signal: nullable(flag),
      detection: Type.Optional(oneOf("hardware", "heuristic", "none")),
      blank: Type.Optional(flag),
      refused: Type.Optional(CaptureRefusalShape),
    }),
    callControls: object({ hook: flag, mute: oneOf("press", "level", "none"), volume: flag }),
    indicators: object({ mute: flag, offHook: flag, ring: flag }),
    ptz: PtzShape,
    cameraControls: object({ controls: Type.Array(CameraControlShape) }),
    keys: object({ rows: Type.Integer(), columns: Type.Integer() }),
    occupancy: object({ occupied: nullable(flag) }),
    display: DisplayShape,
    relay: object({ on: flag }),
    touchScreen: object({ contacts: Type.Integer() }),
    sensor: object({ kind: text, value: nullable(Type.Number()), unit: text }),
  }),
  strict,
);

export const RoomSummaryShape = object({
  meeting: oneOf("none", "joining", "in"),
  microphone: flag,
  camera: flag,
  sharing: flag,
  canShare: flag,
  volumePercent: Type.Number(),
  ringing: flag,
  occupied: flag,
  joinable: nullable(object({ bookingId: text, title: text })),
  meetNow: flag,
});

const speed = Type.Number({ minimum: -1, maximum: 1 });
const kind = <T extends string, P extends Type.TProperties>(type: T, fields: P) =>
  object({ type: Type.Literal(type), ...fields });

export const DeviceOrderShape = Type.Union([
  kind("displayPower", { on: flag }),
  kind("displayInput", { input: text }),
  kind("ptzMove", { motion: object({ pan: speed, tilt: speed, zoom: speed }) }),
  kind("ptzHome", {}),
  kind("ptzPreset", {
    action: oneOf("recall", "store", "forget"),
    number: Type.Integer({ minimum: 0, maximum: 99 }),
    name: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  kind("cameraControl", { name: text, value: Type.Number() }),
  kind("cameraDefaults", {}),
  kind("relay", { on: flag }),
]);

export const DeviceEventShape = Type.Union([
  kind("muteToggled", {}),
  kind("muteSet", { muted: flag }),
  kind("hook", { offHook: flag }),
  kind("hookToggled", {}),
  kind("volume", { step: Type.Union([Type.Literal(1), Type.Literal(-1)]) }),
  kind("cameraToggled", {}),
  kind("shareToggled", {}),
  kind("joinPressed", {}),
  kind("wish", { intent: Type.Unsafe<Intent>(IntentSchema) }),
]);
