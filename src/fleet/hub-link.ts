import { HubError, messageOf } from "../domain/errors.ts";
import { backoffMs } from "../platform/backoff.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { DownBody, UpBody } from "../protocol/hub/bodies.ts";
import type { JsonObject } from "../protocol/hub/difference.ts";
import type { Hello, Urgency, Welcome } from "../protocol/hub/frames.ts";
import { spokenVersions, type VersionRange } from "../protocol/hub/version.ts";
import { type Dial, DialRefused, type HubSocket } from "./hub-socket.ts";
import { LinkSession } from "./link-session.ts";

export interface HubLinkParts {
  dial: Dial;
  clock: Clock;
  log: Log;
  software: string;
  /** Random for this start of the daemon. */
  boot: string;
  machine: string;
  nextConnection: () => Promise<number>;
  urgency: () => Urgency;
  /** Version of the target document that is here. */
  target: () => number;
  receive: (body: DownBody) => void;
  stored: (id: string) => void;
  onOnline?: (online: boolean) => void;
  /** The hub does not let this room in, for a reason with this code. It is asked again all the same. */
  onTurnedAway?: (code: string) => void;
  random?: () => number;
  versions?: VersionRange;
}

const retries = { baseMs: 1000, capMs: 20_000 };
/** After the hub closed many connections at once (it restarts), rooms come back within this time, not together. */
const firstRetryMs = 5_000;

/** Keeps the room connected to its hub for as long as it runs. */
export class HubLink {
  readonly #parts: HubLinkParts;
  readonly #session: LinkSession;
  #socket: HubSocket | null = null;
  #hubOffsetMs = 0;
  #heardAt = 0;
  #heartbeatMs = 15_000;
  #attempt = 0;
  #retryAfterMs: number | null = null;
  #stopped = false;
  #cancelTimer: () => void = () => undefined;
  #stopHeartbeat: () => void = () => undefined;

  constructor(parts: HubLinkParts) {
    this.#parts = parts;
    this.#session = new LinkSession({
      send: (frame) => this.#send(frame),
      receive: parts.receive,
      stored: parts.stored,
      welcomed: (welcome) => this.#welcomed(welcome),
      refused: ({ code, message, retryAfterMs }) => {
        // Whether the key was really revoked is asked then (see revocation.ts); an answer that is missing is sought soon.
        this.#retryAfterMs = retryAfterMs ?? (code === "hub.revoked" ? null : 3_600_000);
        parts.log.warn("the hub refuses this room", { code, message });
        parts.onTurnedAway?.(code);
      },
    });
  }

  start(): void {
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
    this.#stopHeartbeat();
    this.#socket?.close();
  }

  get online(): boolean {
    return this.#session.open;
  }

  get load(): { queueBytes: number; unconfirmed: number } {
    return this.#session.load;
  }

  /** The hub's clock as far as it is known: a room's own clock may be wrong, or jump. */
  hubNow(): number {
    return this.#parts.clock.monotonicMs() + this.#hubOffsetMs;
  }

  push(body: UpBody): void {
    this.#session.push(body);
  }

  offer(state: JsonObject): void {
    this.#session.offer(state);
  }

  /** Breaks the connection, as a network would; it comes back by itself. For a new certificate, and for tests. */
  reconnect(): void {
    const socket = this.#socket;
    if (socket === null) return;
    socket.close();
    this.#closed(socket, "closed by the room");
  }

  async #connect(): Promise<void> {
    const { dial, urgency, log, clock } = this.#parts;
    // A connection can end before it is known here, and be told to have ended after it was given up.
    let ended: string | null = null;
    let socket: HubSocket | null = null;
    try {
      const hello = await this.#hello();
      socket = await dial(urgency(), {
        onText: (text) => this.#hear(socket, text),
        onClose: (why) => {
          ended = why;
          this.#closed(socket, why);
        },
      });
      if (this.#stopped) return socket.close();
      if (ended !== null) throw new HubError("hub.unreachable", `it ended at once: ${ended}`);
      this.#socket = socket;
      this.#heardAt = clock.monotonicMs();
      this.#beat();
      socket.send(JSON.stringify(hello));
    } catch (error) {
      log.debug("the hub was not reached", { cause: messageOf(error) });
      if (error instanceof DialRefused) this.#retryAfterMs = error.retryAfterMs;
      this.#later();
      if (error instanceof DialRefused && error.said !== "") this.#parts.onTurnedAway?.(error.said);
    }
  }

  async #hello(): Promise<Hello> {
    const { software, boot, machine, urgency, target, nextConnection, versions = spokenVersions } = this.#parts;
    const connection = await nextConnection();
    const position = this.#session.position;
    return {
      type: "hello",
      protocol: versions,
      software,
      ...position,
      boot,
      connection,
      machine,
      urgency: urgency(),
      target: target(),
    };
  }

  #welcomed(welcome: Welcome): void {
    this.#hubOffsetMs = welcome.now - this.#parts.clock.monotonicMs();
    this.#heartbeatMs = welcome.heartbeatMs;
    this.#attempt = 0;
    this.#beat();
    this.#parts.onOnline?.(true);
  }

  #send(frame: unknown): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #hear(socket: HubSocket | null, text: string): void {
    if (socket !== this.#socket) return;
    this.#heardAt = this.#parts.clock.monotonicMs();
    try {
      this.#session.hear(JSON.parse(text));
    } catch (error) {
      this.#parts.log.warn("the hub's message was refused", { cause: messageOf(error) });
      this.reconnect();
    }
  }

  /** Says something regularly, and notices a hub that has fallen silent. */
  #beat(): void {
    this.#stopHeartbeat();
    let beatAt = this.#parts.clock.monotonicMs();
    this.#stopHeartbeat = this.#parts.clock.every(this.#heartbeatMs, () => {
      this.#session.heartbeat();
      const now = this.#parts.clock.monotonicMs();
      // A computer that stood still has not heard what was said: it listens for another heartbeat before it judges.
      if (now - beatAt > this.#heartbeatMs * 1.5)
        this.#heardAt = Math.max(this.#heardAt, now - this.#heartbeatMs * 1.5);
      beatAt = now;
      if (now - this.#heardAt > this.#heartbeatMs * 2.5) this.reconnect();
    });
  }

  #closed(socket: HubSocket | null, why: string): void {
    if (socket === null || socket !== this.#socket) return;
    const wasOpen = this.#session.open;
    this.#socket = null;
    this.#stopHeartbeat();
    this.#session.broken();
    if (wasOpen) {
      this.#parts.log.info("the connection to the hub ended", { why });
      this.#parts.onOnline?.(false);
    }
    this.#later();
  }

  #later(): void {
    if (this.#stopped) return;
    const { clock, random = Math.random } = this.#parts;
    const usual = this.#attempt === 0 ? random() * firstRetryMs : backoffMs(this.#attempt, retries, random);
    // What the hub asks for is the least; some more, so that those who were told the same do not come together.
    const asked = this.#retryAfterMs === null ? 0 : this.#retryAfterMs * (1 + random() * 0.5);
    this.#attempt += 1;
    this.#retryAfterMs = null;
    this.#cancelTimer = clock.after(Math.max(usual, asked), () => void this.#connect());
  }
}
