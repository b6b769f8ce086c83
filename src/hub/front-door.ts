import type { Server as HttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { HubError } from "../domain/errors.ts";

/** Handshakes under way at the same time. More would each take longer, until all are given up: work for nothing. */
const mostHandshakes = 48;

/**
 * Accepts connections before TLS, and turns away at once what cannot be served soon: a handshake costs two milliseconds of
 * processor time, a reset next to nothing. Rooms come again after a random while. Without this, ten thousand rooms that come
 * at once keep a hub busy with handshakes that their rooms have given up by then.
 */
export class FrontDoor {
  readonly #server: Server;
  readonly #tls: HttpsServer;
  readonly #sockets = new Set<Socket>();
  readonly #shaking = new Set<string>();

  constructor(tls: HttpsServer) {
    this.#tls = tls;
    this.#server = createServer((socket) => this.#accept(socket));
    tls.on("secureConnection", (socket: TLSSocket) => void this.#shaking.delete(peerOf(socket)));
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
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  #accept(socket: Socket): void {
    if (this.#shaking.size >= mostHandshakes) {
      socket.resetAndDestroy();
      return;
    }
    const peer = peerOf(socket);
    this.#sockets.add(socket);
    this.#shaking.add(peer);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      this.#shaking.delete(peer);
    });
    socket.on("error", () => socket.destroy());
    socket.setNoDelay(true);
    this.#tls.emit("connection", socket);
  }
}

const peerOf = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort}`;
