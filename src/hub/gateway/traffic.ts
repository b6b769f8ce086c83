import type { DownBody, UpBodies } from "../../protocol/hub/bodies.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { RoomIdentity } from "../trust/certificates.ts";
import type { Sighting } from "../trust/clones.ts";

export type DurableBody = UpBodies["outcome"] | UpBodies["event"] | UpBodies["reported"];

/** What the gateway needs of the rest of the hub: what becomes of that which rooms say. */
export interface RoomTraffic {
  lastSighting(room: string): Promise<Sighting | null>;
  /** A room is connected; resolves when it is remembered. */
  seen(identity: RoomIdentity, sighting: Sighting & { software: string }): Promise<void>;
  /** Something about its trust that administrators must hear of: a clone, a moved disk, a flood. */
  suspicion(identity: RoomIdentity, what: string, detail: string): void;
  /** What a room that has just connected should get: its target when newer than `target`, actions not yet done. */
  outstanding(identity: RoomIdentity, target: number): Promise<DownBody[]>;
  state(identity: RoomIdentity, state: JsonObject): void;
  presence(identity: RoomIdentity, connected: boolean): void;
  /** Resolves when stored; only then is it acknowledged. */
  store(identity: RoomIdentity, body: DurableBody): Promise<void>;
  answer(identity: RoomIdentity, body: UpBodies["token"]): Promise<DownBody>;
  minor(identity: RoomIdentity, body: UpBodies["telemetry"] | UpBodies["log"]): void;
}
