import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { ConfigError } from "../../src/domain/errors.ts";

const tries = 200;

/**
 * Hands out ports: the first free one from a number upward, each once.
 * @throws ConfigError when 200 ports in a row are taken
 */
export class Ports {
  readonly #given = new Set<number>();

  tcp(from: number): Promise<number> {
    return this.#first(from, isFreeTcp);
  }

  udp(from: number): Promise<number> {
    return this.#first(from, isFreeUdp);
  }

  async #first(from: number, isFree: (port: number) => Promise<boolean>): Promise<number> {
    for (let port = from; port < from + tries; port++) {
      if (this.#given.has(port) || !(await isFree(port))) continue;
      this.#given.add(port);
      return port;
    }
    throw new ConfigError("config.invalid", `no free port between ${from} and ${from + tries - 1}: end some programs`);
  }
}

/** On all addresses: a server on another address of this computer counts too. */
function isFreeTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "0.0.0.0", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function isFreeUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", () => resolve(false));
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
