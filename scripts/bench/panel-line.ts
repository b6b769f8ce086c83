import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { RoomkeeperError } from "../../src/domain/errors.ts";

/** A panel of a control system at the room's TCP port (drivers/touch-panel): the one with keys and lamps that needs no cable. */
export class PanelLine {
  readonly #socket: Socket;
  readonly #heard: { line: string; atMs: number }[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    let rest = "";
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      const lines = (rest + bytes.toString()).split(/[\r\n]+/);
      rest = lines.pop() ?? "";
      const atMs = performance.timeOrigin + performance.now();
      for (const line of lines) this.#heard.push({ line, atMs });
    });
  }

  /** Tries until the room listens. */
  static async open(port: number, withinMs = 20_000): Promise<PanelLine> {
    for (const endMs = performance.now() + withinMs; ; await sleep(5)) {
      const socket = connect(port, "127.0.0.1");
      try {
        await once(socket, "connect");
        return new PanelLine(socket);
      } catch (error) {
        if (performance.now() > endMs) throw error;
      }
    }
  }

  /** @returns when it was sent, wall clock */
  press(line: string): number {
    this.#heard.length = 0;
    this.#socket.write(`${line}\r\n`);
    return performance.timeOrigin + performance.now();
  }

  /** When the room said this line since the last press, wall clock. @throws RoomkeeperError process.timeout */
  async shows(wanted: string, withinMs = 10_000): Promise<number> {
    for (const endMs = performance.now() + withinMs; performance.now() < endMs; await sleep(1)) {
      const found = this.#heard.find(({ line }) => line === wanted);
      if (found !== undefined) return found.atMs;
    }
    throw new RoomkeeperError("process.timeout", `the panel was not told ${wanted} within ${withinMs} ms`);
  }

  close(): void {
    this.#socket.destroy();
  }
}
