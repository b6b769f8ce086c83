import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import { type Answer, lineReader, type Order, type RunResult } from "../guest/orders.ts";

type Settle = { resolve(result: RunResult | null): void; reject(error: Error): void };

/** The host's end of the line to the agent in the guest. */
export class GuestLink {
  readonly #server: Server;
  readonly #waiting = new Map<number, Settle>();
  readonly #ended: { name: string; how: string }[] = [];
  readonly #ears = new Map<string, (message: unknown) => void>();
  #peer: Socket | null = null;
  #nextId = 1;
  #greeted = Promise.withResolvers<void>();

  private constructor(server: Server) {
    this.#server = server;
    server.once("connection", (peer) => this.#meet(peer));
  }

  static async listen(): Promise<GuestLink> {
    const server = createServer({ noDelay: true }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new GuestLink(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Resolves when the agent has said hello. @throws RoomkeeperError process.timeout */
  connected(withinMs: number): Promise<void> {
    const timer = setTimeout(() => {
      this.#greeted.reject(new RoomkeeperError("process.timeout", `the guest said nothing within ${withinMs} ms`));
    }, withinMs);
    return this.#greeted.promise.finally(() => clearTimeout(timer));
  }

  /** @throws RoomkeeperError process.crashed with the agent's words, or when the guest is gone */
  ask(order: Order): Promise<RunResult | null> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#peer === null) return reject(gone());
      this.#waiting.set(id, { resolve, reject });
      this.#peer.write(`${JSON.stringify({ ...order, id })}\n`);
    });
  }

  /** Runs a line of shell in the guest. @returns what it printed @throws RoomkeeperError when it fails */
  async run(command: string, timeoutMs = 30_000): Promise<string> {
    const { exitCode, output } = await this.tryRun(command, timeoutMs);
    if (exitCode === 0) return output.trim();
    throw new RoomkeeperError("process.crashed", `in the guest: ${command}\nended with ${exitCode}: ${output.trim()}`);
  }

  async tryRun(command: string, timeoutMs = 30_000): Promise<RunResult> {
    return (await this.ask({ order: "run", command, timeoutMs })) ?? { exitCode: null, output: "" };
  }

  /** How a started program ended; null while it runs. */
  endOf(name: string): string | null {
    return this.#ended.find((one) => one.name === name)?.how ?? null;
  }

  /** What a forked program says from now on. */
  hear(name: string, ear: (message: unknown) => void): void {
    this.#ears.set(name, ear);
  }

  close(): void {
    this.#peer?.destroy();
    this.#server.close();
  }

  #meet(peer: Socket): void {
    this.#peer = peer;
    peer.on(
      "data",
      lineReader((line) => this.#take(JSON.parse(line) as Answer)),
    );
    peer.on("error", () => undefined);
    peer.on("close", () => {
      this.#peer = null;
      for (const { reject } of this.#waiting.values()) reject(gone());
      this.#waiting.clear();
    });
  }

  #take(answer: Answer): void {
    if ("hello" in answer) return this.#greeted.resolve();
    if ("ended" in answer) return void this.#ended.push({ name: answer.ended, how: answer.how });
    if ("from" in answer) return this.#ears.get(answer.from)?.(answer.message);
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) waiting?.reject(new RoomkeeperError("process.crashed", `in the guest: ${answer.error}`));
    else waiting?.resolve(answer.result);
  }
}

const gone = () => new RoomkeeperError("process.crashed", "the virtual machine is gone");
