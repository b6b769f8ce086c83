import type { DisplayPowerState } from "../domain/capability.ts";
import type { Intent } from "../domain/intent.ts";
import type { RoomState } from "../domain/room-state.ts";
import type { ActionVerb } from "../protocol/hub/bodies.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";

/** What the hub link needs of the room: its state, and a way to wish. */
export interface RoomPort {
  state(): RoomState;
  /** @returns how to stop listening */
  onChange(listener: () => void): () => void;
  /** Rejects with a RoomkeeperError when the room refuses. */
  wish(intent: Intent): Promise<void>;
  /** The displays that the room switches, as they last answered. */
  displays?(): SwitchedDisplay[];
  /** Joins an empty meeting of its own with microphone and camera off. @throws RoomkeeperError intent.impossible */
  testCall?(): void;
}

export interface SwitchedDisplay {
  title: string;
  /** Null: it does not tell. */
  power: DisplayPowerState | null;
  /** What it does not do as it was told; null when all is well. */
  trouble: string | null;
}

/**
 * What the computer does on request besides wishes; what is absent is refused. Returns what came of it, for IT. `restart` and
 * `reboot` do not return when they succeed: what came of them is told after the start.
 */
export type HostActions = Partial<
  Record<ActionVerb, (wanted: JsonObject, signal: AbortSignal, action: string) => Promise<string>>
>;

/** The part of the room that takes settings from the hub. */
export interface Configurable {
  /** True when the single setting at this path may change during a meeting. */
  isLive(path: readonly string[]): boolean;
  /**
   * Makes the document effective; resolves when it verifiably is.
   * @throws RoomkeeperError with what is wrong; the room then runs as before
   */
  apply(document: JsonObject): Promise<void>;
}
