import type { WebSocket } from "ws";
import type { AckFrame, DataFrame, Refuse, Welcome } from "../../protocol/hub/frames.ts";
import type { RoomIdentity } from "../trust/certificates.ts";
import type { Connection, RoomSession } from "./session.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What one room may send: far above what a room does, far below what hurts. Frames. */
const allowance = { perSecond: 50, burst: 500 };
const congestedBytes = 1024 * 1024;

/** One open connection of a room. */
export class Link implements Connection {
  readonly #socket: WebSocket;
  readonly #bucket: TokenBucket;
  readonly identity: RoomIdentity;
  readonly address: string;
  session: RoomSession | null = null;
  greeting = false;
  /** Monotonic. */
  heardAt: number;
  saidAt: number;

  constructor(socket: WebSocket, identity: RoomIdentity, address: string, nowMs: number) {
    this.#socket = socket;
    this.#bucket = new TokenBucket(allowance, nowMs);
    this.identity = identity;
    this.address = address;
    this.heardAt = nowMs;
    this.saidAt = nowMs;
  }

  send(frame: DataFrame | AckFrame | Welcome | Refuse): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  get congested(): boolean {
    return this.#socket.bufferedAmount > congestedBytes;
  }

  /** Notes that something came; false when it is too much. */
  hear(nowMs: number): boolean {
    this.heardAt = nowMs;
    return this.#bucket.take(nowMs) === 0;
  }

  /** Tells why, and closes. */
  refuse(code: string, message: string, retryAfterMs: number | null): void {
    this.send({ type: "refuse", code, message, retryAfterMs });
    this.close(4000, code);
  }

  /** Asks the other side to close; a peer that does not is cut off by `ws` after a while. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason.slice(0, 100));
  }

  cut(): void {
    this.#socket.terminate();
  }

  /** True when the peer answers a ping in time. */
  alive(withinMs: number, after: (ms: number, run: () => void) => () => void): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (alive: boolean) => {
        cancel();
        this.#socket.off("pong", pong);
        this.#socket.off("close", gone);
        resolve(alive);
      };
      const pong = () => end(true);
      const gone = () => end(false);
      const cancel = after(withinMs, gone);
      this.#socket.on("pong", pong);
      this.#socket.on("close", gone);
      if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
      else gone();
    });
  }
}
