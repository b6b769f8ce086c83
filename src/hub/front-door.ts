import type { Server as HttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { HubError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import { type DoorLimits, DoorTurns } from "./door-turns.ts";

export interface FrontDoorLimits extends DoorLimits {
  /** A connection says something within this, or is ended. */
  firstByteMs: number;
  /** So many may not have said anything yet; beyond, the one that has been silent longest goes. */
  silent: number;
  /** Nobody waits longer for a handshake: the other side has given up. */
  waitMs: number;
}

const usualLimits: FrontDoorLimits = {
  ...{ handshakes: 48, waiting: 2000, waitingFromAddress: 1500, patienceMs: 1000 },
  ...{ firstByteMs: 5_000, silent: 2000, waitMs: 5_000 },
};

const lookMs = 250;

/**
 * Accepts connections before TLS: a handshake costs two milliseconds of processor time, so that few are under way at a time, those
 * of all addresses in turn, and what cannot be served soon is turned away. Rooms come again after a random while. Without this, ten
 * thousand rooms that come at once keep a hub busy with handshakes that their rooms have given up by then. Who opens a connection
 * and says nothing takes no place from others.
 */
export class FrontDoor {
  readonly #server: Server;
  readonly #tls: HttpsServer;
  readonly #clock: Clock;
  readonly #limits: FrontDoorLimits;
  readonly #sockets = new Set<Socket>();
  /** By when they came, oldest first. Monotonic. */
  readonly #silent = new Map<Socket, number>();
  readonly #waiting = new Map<Socket, number>();
  readonly #shaking = new Map<string, Socket>();
  readonly #turns: DoorTurns<Socket>;
  readonly #stopLooking: () => void;

  constructor(tls: HttpsServer, clock: Clock, limits: Partial<FrontDoorLimits> = {}) {
    this.#tls = tls;
    this.#clock = clock;
    this.#limits = { ...usualLimits, ...limits };
    this.#turns = new DoorTurns(this.#limits);
    this.#server = createServer((socket) => this.#accept(socket));
    tls.on("secureConnection", (socket: TLSSocket) => this.#shaken(socket));
    this.#stopLooking = clock.every(lookMs, () => this.#look());
  }

  /** @throws HubError hub.invalid when the address cannot be listened on */
  listen(host: string, port: number): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error) =>
        reject(new HubError("hub.invalid", `cannot listen on ${host}:${port}: ${error.message}`, { cause: error }));
      this.#server.once("error", failed);
      this.#server.listen({ host, port, backlog: 4096 }, () => {
        this.#server.off("error", failed);
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  /** Stops listening and ends every connection. */
  close(): Promise<void> {
    this.#stopLooking();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  #accept(socket: Socket): void {
    const peer = peerOf(socket);
    const address = socket.remoteAddress ?? "";
    this.#sockets.add(socket);
    this.#silent.set(socket, this.#clock.monotonicMs());
    socket.once("close", () => {
      this.#sockets.delete(socket);
      this.#silent.delete(socket);
      this.#waiting.delete(socket);
      this.#shaking.delete(peer);
      this.#turns.leave(address, socket);
      this.#begin();
    });
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true);
    socket.once("readable", () => this.#speaks(socket, address));
    if (this.#silent.size > this.#limits.silent) this.#silent.keys().next().value?.resetAndDestroy();
  }

  /** What has come stays in the socket, where TLS finds it. */
  #speaks(socket: Socket, address: string): void {
    if (!this.#silent.delete(socket) || socket.destroyed) return;
    // Readable is also what has ended.
    if (socket.readableLength === 0) return void socket.destroy();
    if (!this.#turns.arrive(address, socket)) return void socket.resetAndDestroy();
    this.#waiting.set(socket, this.#clock.monotonicMs());
    this.#begin();
  }

  #begin(): void {
    for (const socket of this.#turns.next(this.#clock.monotonicMs())) {
      this.#waiting.delete(socket);
      this.#shaking.set(peerOf(socket), socket);
      this.#tls.emit("connection", socket);
    }
  }

  #shaken(secure: TLSSocket): void {
    const peer = peerOf(secure);
    const socket = this.#shaking.get(peer);
    if (socket === undefined) return;
    this.#shaking.delete(peer);
    this.#turns.leave(secure.remoteAddress ?? "", socket);
    this.#begin();
  }

  #look(): void {
    const now = this.#clock.monotonicMs();
    const { firstByteMs, waitMs } = this.#limits;
    for (const [socket, since] of this.#silent) if (now - since > firstByteMs) socket.resetAndDestroy();
    for (const [socket, since] of this.#waiting) if (now - since > waitMs) socket.resetAndDestroy();
    for (const socket of this.#turns.overdue(now)) socket.destroy();
  }
}

const peerOf = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort}`;
