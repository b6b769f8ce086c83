import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Event, Order } from "../../simulators/participant/orders.ts";
import { Heard } from "./child.ts";

const program = fileURLToPath(new URL("../../simulators/participant/main.ts", import.meta.url));

type Named<Name> = Extract<Event, { event: Name }>;

/** Another participant, as a process of its own. */
export class OtherParticipant {
  readonly heard = new Heard<Event>();
  readonly #child: ChildProcess;

  constructor() {
    this.#child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
    if (this.#child.stdout === null) throw new Error("no output");
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) this.heard.add(JSON.parse(line) as Event);
    });
  }

  tell(order: Order): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  /** Waits for an event by its name, of those that come from index `from` on. */
  until<Name extends Event["event"]>(
    name: Name,
    fits: (event: Named<Name>) => boolean = () => true,
    options: { from?: number; withinMs?: number } = {},
  ): Promise<Named<Name>> {
    return this.heard.until(
      (event): event is Named<Name> => event.event === name && fits(event as Named<Name>),
      options,
    );
  }

  async join(order: Omit<Extract<Order, { order: "join" }>, "order">): Promise<void> {
    this.tell({ order: "join", ...order });
    await this.until("joined");
  }

  measure(): Promise<Named<"measured">> {
    const from = this.heard.all.length;
    this.tell({ order: "measure" });
    return this.until("measured", () => true, { from });
  }

  /** Measures again and again until it fits. */
  async measureUntil(fits: (measured: Named<"measured">) => boolean, withinMs = 90_000): Promise<Named<"measured">> {
    const giveUpAt = performance.now() + withinMs;
    for (;;) {
      const measured = await this.measure();
      if (fits(measured)) return measured;
      if (performance.now() > giveUpAt) throw new Error(`never fitted: ${JSON.stringify(measured).slice(0, 1500)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await ended;
  }
}
