/** A wish of somebody in the room. Unknown fields and impossible wishes are refused with the reason. */
export type Intent =
  | JoinIntent
  | { type: "meetNow" }
  | { type: "leave" }
  | { type: "cancelAutoJoin" }
  | { type: "setMicrophone"; on: boolean }
  | { type: "setCamera"; on: boolean }
  | { type: "setVolume"; percent: number }
  | { type: "startShare"; deviceId?: string }
  | { type: "stopShare" }
  | { type: "extend"; minutes: number }
  | { type: "useDevice"; role: "camera" | "microphone" | "speaker"; deviceId: string };

export type JoinIntent =
  | { type: "join"; bookingId: string }
  | { type: "join"; link: string }
  | { type: "join"; room: string };

export type IntentType = Intent["type"];
