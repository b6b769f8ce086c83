/**
 * What the room shows its devices: confirmed states, never wishes. A lamp that follows the press would tell people that they
 * are muted while others still hear them.
 */
export interface RoomSummary {
  /** in: others see and hear the room as far as `microphone` and `camera` say. */
  meeting: "none" | "joining" | "in";
  /** True when others hear the room. */
  microphone: boolean;
  /** True when others see the room. */
  camera: boolean;
  sharing: boolean;
  /** Something can be shared now. */
  canShare: boolean;
  /** 0..100. */
  volumePercent: number;
  /** The room is about to join by itself, or others call. */
  ringing: boolean;
  /** Somebody has the room now, by calendar or meeting. */
  occupied: boolean;
  /** The booking whose Join button is there now. */
  joinable: { bookingId: string; title: string } | null;
  /** A meeting can begin without a booking. */
  meetNow: boolean;
}

/** Speeds from -1 (left, down, wide) to 1; 0 stops that direction. */
export interface PtzMotion {
  pan: number;
  tilt: number;
  zoom: number;
}

/**
 * An order to one device. It is done when the device has taken it; what came of it is seen in the device's capabilities. A
 * device that has not the capability refuses.
 */
export type DeviceOrder =
  | { type: "displayPower"; on: boolean }
  | { type: "displayInput"; input: string }
  | { type: "ptzMove"; motion: PtzMotion }
  | { type: "ptzHome" }
  | { type: "ptzPreset"; action: "recall" | "store" | "forget"; number: number; name?: string }
  | { type: "cameraControl"; name: string; value: number }
  /** Everything that people can set of its picture, as it came from its maker. */
  | { type: "cameraDefaults" }
  | { type: "relay"; on: boolean };

/** All that a driver is asked to do: orders, and showing the room's state. */
export type DeviceCommand = DeviceOrder | { type: "show"; room: RoomSummary };
