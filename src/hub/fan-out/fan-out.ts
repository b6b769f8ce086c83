import type { DownBody } from "../../protocol/hub/bodies.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { FleetRoom } from "../estate/room-row.ts";

/** What a hub process tells the others (and itself: a publisher hears its own messages, too). */
export interface Topics {
  /** What has changed in a room. */
  room: { id: string; organisation: string; hub: string; change: Partial<FleetRoom> };
  /** For whoever has the room's connection. */
  deliver: { room: string; body: DownBody };
  /** Connections with these certificates (serial numbers) end; the room may have another computer already. */
  expel: { room: string; serials: readonly string[]; code: string; message: string };
  /** Base data were changed in the store: rooms, sites, groups. `rooms` null: read everything of the organisation again. */
  base: { organisation: string; rooms: string[] | null };
  /** Somebody looks at a room: whoever has it asks it for its whole state and publishes that for so long from now. */
  watch: { room: string; forMs: number };
  /** As the room's panel shows it. */
  state: { room: string; organisation: string; state: JsonObject };
  /** A room's answer to a target, for roll-outs. */
  answered: { organisation: string; room: string; version: number; status: string };
  /** Alerts of these rooms were opened, have grown, or are over: in the store. */
  alerts: { organisation: string; rooms: readonly string[] };
  /** Somebody may do more or less than before: what was granted for a while is asked for anew. */
  rights: { organisation: string };
  /** A hub process is alive, and has the connections of so many rooms. */
  alive: { hub: string; rooms: number };
  /** Somebody has started, or may have missed something: each hub tells of its rooms. */
  replay: Record<string, never>;
}

export type Topic = keyof Topics;
export type Listener<T extends Topic> = (message: Topics[T]) => void;

/**
 * How hub processes tell each other. What follows from a message is done once however often it comes, and found in the store if it
 * never does: the store is the truth.
 */
export interface FanOut {
  publish<T extends Topic>(topic: T, message: Topics[T]): void;
  /** @returns how to stop listening */
  subscribe<T extends Topic>(topic: T, listener: Listener<T>): () => void;
  close(): Promise<void>;
}
