import type { WebSocket } from "ws";
import { messageOf, RoomkeeperError } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { DownBody } from "../../protocol/hub/bodies.ts";
import { type Hello, readUpFrame } from "../../protocol/hub/frames.ts";
import { negotiate, spokenVersions, type VersionRange } from "../../protocol/hub/version.ts";
import { newId } from "../store/ids.ts";
import type { RoomIdentity } from "../trust/certificates.ts";
import { judgeSighting, type Sighting } from "../trust/clones.ts";
import { Intake } from "./intake.ts";
import { Link } from "./link.ts";
import { RoomSession } from "./session.ts";
import type { RoomTraffic } from "./traffic.ts";

export interface GatewayTimes {
  /** Each side says something this often; a room that is silent for 2.5 of them is offline. */
  heartbeatMs: number;
  /** A broken connection may come back within this time and go on. */
  resumeMs: number;
  /** A shorter break is not told to anybody. */
  blinkMs: number;
}

const usualTimes: GatewayTimes = { heartbeatMs: 15_000, resumeMs: 120_000, blinkMs: 5_000 };
const helloMs = 10_000;
const sweepMs = 1000;
const aliveMs = 4_000;

export interface GatewayParts {
  traffic: RoomTraffic;
  clock: Clock;
  log: Log;
  times?: Partial<GatewayTimes>;
  versions?: VersionRange;
}

/** The rooms that are connected to this process. */
export class Gateway {
  readonly #traffic: RoomTraffic;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #times: GatewayTimes;
  readonly #versions: VersionRange;
  readonly #links = new Set<Link>();
  readonly #sessions = new Map<string, RoomSession>();
  readonly #intake: Intake;
  readonly #stopSweep: () => void;
  #sweptAt: number;

  constructor({ traffic, clock, log, times, versions = spokenVersions }: GatewayParts) {
    this.#traffic = traffic;
    this.#clock = clock;
    this.#log = log;
    this.#times = { ...usualTimes, ...times };
    this.#versions = versions;
    this.#intake = new Intake({ traffic, clock, log, fail: (session) => this.#forget(session) });
    this.#sweptAt = clock.monotonicMs();
    this.#stopSweep = clock.every(sweepMs, () => this.#sweep());
  }

  /** Takes over a WebSocket whose client certificate was found good. */
  accept(socket: WebSocket, identity: RoomIdentity, address: string): void {
    const link = new Link(socket, identity, address, this.#clock.monotonicMs());
    this.#links.add(link);
    socket.on("message", (data: Buffer, binary: boolean) => this.#hear(link, data, binary));
    socket.on("close", () => this.#closed(link));
    socket.on("error", (error) =>
      this.#log.debug("a room's connection failed", { room: identity.room, cause: error.message }),
    );
  }

  /** Queues a message for a room. False: it has no session in this process. */
  send(room: string, body: DownBody): boolean {
    const session = this.#sessions.get(room);
    if (session === undefined) return false;
    session.push(body);
    session.pump();
    return true;
  }

  /** The room is connected to this process now. */
  has(room: string): boolean {
    return this.#sessions.get(room)?.link != null;
  }

  /** Another hub process has the room now: what is left of it here ends without a word. */
  release(room: string): void {
    const session = this.#sessions.get(room);
    if (session === undefined) return;
    session.announced = false;
    session.link?.close(4001, "the room has connected elsewhere");
    this.#forget(session);
  }

  /** Ends a room's connections with these certificates, and the session; they do not come back. */
  expel(room: string, serials: readonly string[], code: string, message: string): void {
    const concerned = ({ identity }: { identity: RoomIdentity }) =>
      identity.room === room && serials.includes(identity.serial);
    const links = [...this.#links].filter(concerned);
    for (const link of links) link.refuse(code, message, null);
    const session = this.#sessions.get(room);
    if (session === undefined) return;
    // A session outlives the renewal of a certificate: its open connection says whose it is.
    const own = session.link === null ? concerned(session) : links.some((link) => link === session.link);
    if (own) this.#forget(session);
  }

  get counts(): { connections: number; sessions: number } {
    return { connections: this.#links.size, sessions: this.#sessions.size };
  }

  /** Whose connections are open here. */
  get rooms(): Iterable<RoomIdentity> {
    return [...this.#links].map((link) => link.identity);
  }

  /** Closes every connection; rooms come back after a random while. */
  close(): void {
    this.#stopSweep();
    for (const link of this.#links) link.close(1012, "the hub restarts");
  }

  #hear(link: Link, data: Buffer, binary: boolean): void {
    if (!link.hear(this.#clock.monotonicMs())) {
      this.#traffic.suspicion(
        link.identity,
        "room.flood",
        "the room sends far more than rooms do; its connection was closed",
      );
      return link.refuse("hub.busy", "too many messages", 60_000);
    }
    try {
      if (binary) throw new RoomkeeperError("hub.protocol", "texts are expected, not binary messages");
      const frame = readUpFrame(parse(data));
      if (frame.type === "hello") return this.#hello(link, frame);
      const { session } = link;
      if (session === null) throw new RoomkeeperError("hub.protocol", `${frame.type} before hello was answered`);
      if (frame.type === "data") return this.#intake.data(session, frame);
      session.sender.acknowledge(frame.ack);
      if (frame.resend === true) session.sender.rewind();
      session.pump();
    } catch (error) {
      this.#broken(link, error);
    }
  }

  /** A message that does not fit ends the connection; a mistake of ours ends nothing else. */
  #broken(link: Link, error: unknown): void {
    const known = error instanceof RoomkeeperError;
    this.#log[known ? "warn" : "error"]("a room's message was refused", {
      room: link.identity.room,
      cause: messageOf(error),
    });
    link.refuse(known ? error.code : "programming", known ? error.message : "the hub failed on this message", 60_000);
    this.#forget(link.session ?? undefined);
  }

  #hello(link: Link, hello: Hello): void {
    if (link.greeting) throw new RoomkeeperError("hub.protocol", "hello was said twice");
    link.greeting = true;
    const negotiated = negotiate(hello.protocol, this.#versions);
    if (negotiated.version === null) {
      const { older } = negotiated;
      return link.refuse("hub.protocol", `no common protocol version; update the ${older}`, 3_600_000);
    }
    const { version } = negotiated;
    this.#greet(link, hello, version).catch((error: unknown) => {
      this.#log.error("a room could not be let in", { room: link.identity.room, cause: messageOf(error) });
      link.refuse("hub.busy", "the hub cannot read its store now", 10_000);
    });
  }

  async #greet(link: Link, hello: Hello, version: number): Promise<void> {
    const { identity } = link;
    const sighting = { connection: hello.connection, boot: hello.boot, machine: hello.machine, address: link.address };
    const verdict = judgeSighting(
      await this.#traffic.lastSighting(identity.room),
      await this.#living(identity.room, sighting),
      sighting,
    );
    if (verdict.kind === "clone") {
      this.#traffic.suspicion(identity, "room.clone", `the room's key is ${verdict.why}`);
      return link.refuse("hub.clone", `this room's key is ${verdict.why}`, 900_000);
    }
    if (verdict.kind === "moved") {
      this.#traffic.suspicion(
        identity,
        "room.moved",
        `now on computer ${sighting.machine.slice(0, 12)} at ${sighting.address}`,
      );
    }
    await this.#traffic.seen(identity, { ...sighting, software: hello.software });
    if (this.#links.has(link)) await this.#open(link, hello, version, sighting);
  }

  /** The open connection of another computer with the same key, when it answers. */
  async #living(room: string, now: Sighting): Promise<Sighting | null> {
    const session = this.#sessions.get(room);
    const link = session?.link;
    if (!session || !link || session.sighting.machine === now.machine) return null;
    return (await link.alive(aliveMs, (ms, run) => this.#clock.after(ms, run))) ? session.sighting : null;
  }

  async #open(link: Link, hello: Hello, protocol: number, sighting: Sighting): Promise<void> {
    const { identity } = link;
    const old = this.#sessions.get(identity.room);
    const resumed = old !== undefined && old.id === hello.session && old.boot === hello.boot;
    const session = resumed ? old : new RoomSession(newId("session"), identity, sighting);
    old?.link?.close(4001, "the room has connected anew");
    session.sighting = sighting;
    session.link = link;
    session.brokenAt = null;
    link.session = session;
    this.#sessions.set(identity.room, session);
    if (resumed) {
      session.receiver.resume();
      session.sender.acknowledge(hello.received);
      session.sender.rewind();
    } else if (old !== undefined) old.link = null;
    const received = session.receiver.confirmed;
    const { heartbeatMs } = this.#times;
    link.send({
      type: "welcome",
      protocol,
      session: session.id,
      resumed,
      received,
      now: this.#clock.now(),
      heartbeatMs,
    });
    if (!session.announced) this.#traffic.presence(identity, true);
    session.announced = true;
    if (!resumed) for (const body of await this.#traffic.outstanding(identity, hello.target)) session.push(body);
    session.pump();
  }

  #closed(link: Link): void {
    this.#links.delete(link);
    const { session } = link;
    if (session?.link !== link) return;
    session.link = null;
    session.brokenAt = this.#clock.monotonicMs();
  }

  #forget(session: RoomSession | undefined): void {
    if (session === undefined || this.#sessions.get(session.identity.room) !== session) return;
    this.#sessions.delete(session.identity.room);
    if (session.announced) this.#traffic.presence(session.identity, false);
  }

  /** Once a second: who is silent, who has not greeted, whom to say something, whose session is over. */
  #sweep(): void {
    const now = this.#clock.monotonicMs();
    const { heartbeatMs, resumeMs, blinkMs } = this.#times;
    // A hub that stood still has heard nobody: it listens for another heartbeat before it judges.
    const stoodStill = now - this.#sweptAt > Math.max(sweepMs * 1.2, heartbeatMs / 2);
    this.#sweptAt = now;
    for (const link of this.#links) {
      const patience = link.session === null ? helloMs : heartbeatMs * 2.5;
      if (stoodStill) link.heardAt = Math.max(link.heardAt, now - patience + Math.min(heartbeatMs, patience));
      if (now - link.heardAt > patience) link.cut();
      else if (link.session !== null && now - link.saidAt >= heartbeatMs) {
        link.saidAt = now;
        link.send({ type: "ack", ack: link.session.receiver.confirmed });
      }
    }
    for (const session of this.#sessions.values()) {
      if (session.brokenAt === null) continue;
      if (session.announced && now - session.brokenAt > blinkMs) {
        session.announced = false;
        this.#traffic.presence(session.identity, false);
      }
      if (now - session.brokenAt > resumeMs) this.#forget(session);
    }
  }
}

function parse(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString("utf8"));
  } catch {
    throw new RoomkeeperError("hub.protocol", "the message is not JSON");
  }
}
