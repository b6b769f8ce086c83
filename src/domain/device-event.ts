import type { Intent } from "./intent.ts";

/**
 * Something that happened at a device: a moment, not a state (states are capabilities). Wishes of people: the room decides
 * what becomes of them.
 */
export type DeviceEvent =
  /** The mute key of a device that only tells presses. */
  | { type: "muteToggled" }
  /** The mute key of a device that keeps the state itself. */
  | { type: "muteSet"; muted: boolean }
  | { type: "hook"; offHook: boolean }
  | { type: "hookToggled" }
  | { type: "volume"; step: 1 | -1 }
  | { type: "cameraToggled" }
  | { type: "shareToggled" }
  /** Join what can be joined now, or meet without a booking. */
  | { type: "joinPressed" }
  /** A panel that says what it means. */
  | { type: "wish"; intent: Intent };
