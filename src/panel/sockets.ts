import type { WebSocket } from "ws";
import { RoomkeeperError } from "../domain/errors.ts";
import { delay, systemClock } from "../platform/clock.ts";
import { limits } from "./limits.ts";
import type { PanelOptions } from "./ports.ts";
import { SocketClient } from "./socket-client.ts";
import type { StateText } from "./state-text.ts";

/** All pages with an open socket. */
export class PanelSockets {
  readonly #options: PanelOptions;
  readonly #stateText: StateText;
  readonly #clients = new Map<WebSocket, SocketClient>();
  readonly #stops: (() => void)[];

  constructor(options: PanelOptions, stateText: StateText) {
    this.#options = options;
    this.#stateText = stateText;
    this.#stops = [
      options.room.onChange(() => this.#each((client) => client.changed())),
      options.clock.every(limits.heartbeatMs, () => this.#each((client) => client.beat())),
    ];
  }

  /** @throws RoomkeeperError request.too-many, when there is no place for another page */
  admit(): void {
    if (this.#clients.size < limits.socketClients) return;
    throw new RoomkeeperError(
      "request.too-many",
      `${limits.socketClients} pages are open. Close some, then try again.`,
    );
  }

  add(socket: WebSocket): void {
    socket.on("close", () => this.#clients.delete(socket));
    this.#clients.set(socket, new SocketClient(socket, this.#options, this.#stateText));
  }

  /** Says goodbye to every page and drops those that do not answer within half a second. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    const sockets = [...this.#clients.keys()];
    const closed = sockets.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of sockets) socket.close(1001, "the daemon stops");
    const enough = new AbortController();
    await Promise.race([Promise.all(closed), delay(systemClock, 500, enough.signal).catch(() => undefined)]);
    enough.abort();
    for (const socket of sockets) socket.terminate();
  }

  #each(run: (client: SocketClient) => void): void {
    for (const client of this.#clients.values()) run(client);
  }
}
