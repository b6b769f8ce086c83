import { RoomkeeperError } from "../domain/errors.ts";
import { type DownBody, durableKinds, readDownBody, type UpBody } from "../protocol/hub/bodies.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import { type AckFrame, type DataFrame, type Refuse, readDownFrame, type Welcome } from "../protocol/hub/frames.ts";
import { Receiver } from "../protocol/hub/receiver.ts";
import { type Priority, Sender } from "../protocol/hub/sender.ts";
import { StateFeed } from "../protocol/hub/state-feed.ts";

/** What the session wants done; it does nothing itself. */
export interface SessionPort {
  send(frame: DataFrame | AckFrame): void;
  /** A message from the hub, once and in order. */
  receive(body: DownBody): void;
  /** The hub has stored a durable message. */
  stored(id: string): void;
  welcomed(welcome: Welcome): void;
  refused(refuse: Refuse): void;
}

const limits = { window: 16, queueBytes: 256 * 1024 };

const priorityOf: Record<UpBody["kind"], Priority> = {
  outcome: "durable",
  event: "durable",
  reported: "durable",
  token: "request",
  snapshot: "state",
  changes: "state",
  telemetry: "telemetry",
  log: "log",
};

/** The room's half of a session with its hub, without I/O. Outlives connections. */
export class LinkSession {
  readonly #port: SessionPort;
  readonly #sender = new Sender(limits);
  #receiver = new Receiver();
  readonly #feed = new StateFeed();
  #id: string | null = null;
  #open = false;
  #stateInFlight = false;

  constructor(port: SessionPort) {
    this.#port = port;
  }

  /** For the hello of the next connection. */
  get position(): { session: string | null; received: number } {
    return { session: this.#id, received: this.#receiver.confirmed };
  }

  get open(): boolean {
    return this.#open;
  }

  get load(): { queueBytes: number; unconfirmed: number } {
    return this.#sender.load;
  }

  push(body: UpBody): void {
    this.#sender.push({ body, priority: priorityOf[body.kind], bytes: JSON.stringify(body).length });
    this.#pump();
  }

  /** Only the newest state is of interest: while one is under way the next ones replace each other. */
  offer(state: JsonObject): void {
    this.#feed.offer(state);
    this.#pump();
  }

  /** @throws RoomkeeperError hub.protocol: close the connection */
  hear(data: unknown): void {
    const frame = readDownFrame(data);
    switch (frame.type) {
      case "welcome":
        return this.#welcome(frame);
      case "refuse":
        return this.#port.refused(frame);
      case "ack":
        this.#acknowledged(frame.ack);
        if (frame.resend === true) this.#sender.rewind();
        return this.#pump();
      case "data":
        return this.#data(frame);
    }
  }

  /** So that the hub knows that the room is there. */
  heartbeat(): void {
    if (this.#open) this.#port.send({ type: "ack", ack: this.#receiver.confirmed });
  }

  /** The connection is gone. */
  broken(): void {
    this.#open = false;
  }

  #welcome(welcome: Welcome): void {
    if (welcome.resumed && welcome.session === this.#id) {
      this.#acknowledged(welcome.received);
      this.#receiver.resume();
      this.#sender.rewind();
    } else {
      this.#id = welcome.session;
      this.#receiver = new Receiver();
      this.#sender.restart();
      this.#feed.restart();
      this.#stateInFlight = false;
    }
    this.#open = true;
    this.#port.welcomed(welcome);
    this.#pump();
  }

  #data(frame: DataFrame): void {
    if (!this.#open) throw new RoomkeeperError("hub.protocol", "data before the welcome");
    this.#acknowledged(frame.ack);
    const arrival = this.#receiver.arrive(frame.seq);
    if (arrival === "gap") return this.#port.send({ type: "ack", ack: this.#receiver.confirmed, resend: true });
    if (arrival === "new") {
      const body = readDownBody(frame.body);
      // The hub has what it sends in its store, and sends it again until it has an outcome: received is enough here.
      this.#receiver.confirm(frame.seq);
      if (body?.kind === "resync") this.#feed.restart();
      else if (body !== null) this.#port.receive(body);
    }
    if (arrival !== "ignore") this.heartbeat();
    this.#pump();
  }

  #acknowledged(seq: number): void {
    for (const { body, priority } of this.#sender.acknowledge(seq)) {
      if (priority === "state") this.#stateInFlight = false;
      if (durableKinds.has(body.kind)) this.#port.stored((body as UpBody & { id: string }).id);
    }
  }

  #pump(): void {
    if (!this.#open) return;
    if (!this.#stateInFlight) {
      const state = this.#feed.next();
      if (state !== null) {
        this.#stateInFlight = true;
        this.#sender.push({ body: state, priority: "state", bytes: JSON.stringify(state).length });
      }
    }
    for (let frame = this.#sender.take(this.#receiver.confirmed); frame !== null; ) {
      this.#port.send(frame);
      frame = this.#sender.take(this.#receiver.confirmed);
    }
  }
}
