import type { DownBody } from "../../protocol/hub/bodies.ts";
import type { AckFrame, DataFrame, Refuse, Welcome } from "../../protocol/hub/frames.ts";
import { Receiver } from "../../protocol/hub/receiver.ts";
import { type Priority, Sender } from "../../protocol/hub/sender.ts";
import { StateMirror } from "../../protocol/hub/state-mirror.ts";
import type { RoomIdentity } from "../trust/certificates.ts";
import type { Sighting } from "../trust/clones.ts";

/** The open connection of a session (see link.ts). */
export interface Connection {
  readonly congested: boolean;
  send(frame: DataFrame | AckFrame | Welcome | Refuse): void;
  refuse(code: string, message: string, retryAfterMs: number | null): void;
  close(code: number, reason: string): void;
  alive(withinMs: number, after: (ms: number, run: () => void) => () => void): Promise<boolean>;
}

/** One room's session: outlives its connections, not this process. */
export class RoomSession {
  readonly id: string;
  readonly identity: RoomIdentity;
  readonly boot: string;
  readonly sender = new Sender({ window: 32, queueBytes: 512 * 1024 });
  readonly receiver = new Receiver();
  readonly mirror = new StateMirror();
  /** The open connection, or null while it is broken. */
  link: Connection | null = null;
  sighting: Sighting;
  /** Monotonic. When the connection broke; null while it is open. */
  brokenAt: number | null = null;
  announced = false;

  constructor(id: string, identity: RoomIdentity, sighting: Sighting) {
    this.id = id;
    this.identity = identity;
    this.boot = sighting.boot;
    this.sighting = sighting;
  }

  push(body: DownBody, priority: Priority = "request"): void {
    this.sender.push({ body, priority, bytes: JSON.stringify(body).length });
  }

  /** Sends what the window allows. A connection that does not drain is left alone until it does. */
  pump(): void {
    const { link } = this;
    if (link === null) return;
    while (!link.congested) {
      const frame = this.sender.take(this.receiver.confirmed);
      if (frame === null) return;
      link.send(frame);
    }
  }
}
