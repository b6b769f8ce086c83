import type { PointerAction } from "./assisted.ts";

/** A wish of somebody in the room. Unknown fields and impossible wishes are refused with the reason. */
export type Intent =
  | JoinIntent
  /** Opens the service's own page in a window on the display. */
  | OpenAssistedIntent
  /** Steers that window from the panel. */
  | ({ type: "pointer" } & PointerAction)
  | { type: "meetNow" }
  | { type: "leave" }
  | { type: "cancelAutoJoin" }
  | { type: "setMicrophone"; on: boolean }
  | { type: "setCamera"; on: boolean }
  | { type: "setVolume"; percent: number }
  | { type: "startShare"; deviceId?: string }
  | { type: "stopShare" }
  /** Writes a booking from now on into the room's calendar. */
  | { type: "bookNow"; minutes: number }
  /** Somebody is here: the booking is kept. */
  | { type: "checkIn" }
  | { type: "raiseHand"; raised: boolean }
  | { type: "extend"; minutes: number }
  | { type: "useDevice"; role: "camera" | "microphone" | "speaker"; deviceId: string }
  | EquipmentIntent;

/** About devices themselves. Speeds from -1 (left, down, wide) to 1; all zero stops. */
export type EquipmentIntent =
  | { type: "moveCamera"; pan: number; tilt: number; zoom: number }
  | { type: "cameraHome" }
  | { type: "cameraPreset"; action: "recall" | "store" | "forget"; number: number; name?: string }
  /** Of the camera that is used, by the name and in the range that its device tells. */
  | { type: "setPicture"; name: string; value: number }
  | { type: "pictureDefaults" }
  | { type: "setDisplay"; on: boolean };

export type JoinIntent =
  | { type: "join"; bookingId: string }
  | { type: "join"; link: string }
  | { type: "join"; room: string };

export type OpenAssistedIntent = { type: "openAssisted"; bookingId: string } | { type: "openAssisted"; link: string };

export type IntentType = Intent["type"];
