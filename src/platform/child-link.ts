import { type ChildProcess, fork } from "node:child_process";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import { isLoggedLine, logTail } from "./log-tail.ts";
import { patient } from "./patience.ts";

export interface ChildLinkOptions<Up> {
  name: string;
  /** The program, a TypeScript file run by this Node. */
  entry: URL;
  /** Checks and types what the child says; throws on nonsense. */
  read: (data: unknown) => Up;
  onReport: (report: Up) => void;
  /** Once, however the child ended: exit, signal, silence or nonsense. */
  onEnd: (why: string) => void;
  log: Log;
  clock: Clock;
  /** Node flags, such as heap bounds. */
  nodeFlags?: string[];
  env?: Record<string, string>;
  /** A ping goes out this often; a child silent for `silentMs` is killed. */
  pingMs?: number;
  silentMs?: number;
  /** Until its first word it may be silent for this long: loading a native binding takes its time on a busy computer. */
  startMs?: number;
}

/**
 * One child process behind an IPC channel: started, spoken to, watched, and gone for good when it ends. It may abort, hang
 * or leak; its owner learns it within `silentMs` and starts another. The child must end by itself when the channel closes.
 */
export class ChildLink<Down extends object, Up extends { type: string }> {
  readonly pid: number;
  readonly #options: ChildLinkOptions<Up>;
  readonly #child: ChildProcess;
  readonly #stopPing: () => void;
  #heardAt: number;
  #pings = 0;
  #spoken = false;
  #ended = false;

  constructor(options: ChildLinkOptions<Up>) {
    this.#options = options;
    const { clock, entry, nodeFlags = [], env = {}, pingMs = 500 } = options;
    this.#child = fork(entry, [], {
      execArgv: nodeFlags,
      env: { ...process.env, ROOMKEEPER_LOG_TO_PARENT: "1", ...env },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "json",
    });
    this.pid = this.#child.pid ?? 0;
    this.#heardAt = clock.monotonicMs();
    this.#child.on("message", (data) => this.#heard(data));
    this.#child.on("error", (error) => this.#end(error.message));
    this.#child.on("exit", (code, signal) => this.#end(signal === null ? `exit ${code}` : `signal ${signal}`));
    this.#stopPing = clock.every(pingMs, () => this.#ping());
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /** Sends an order; a child that is just ending loses it, and `onEnd` tells. */
  send(order: Down): void {
    if (this.#child.connected) this.#child.send(order, () => {});
  }

  /** Ends it at once. `onEnd` is not called: the owner knows. */
  kill(): void {
    this.#close();
    this.#child.kill("SIGKILL");
  }

  /** Lets it end by itself (its orders are given), and kills it when it has not after `withinMs`. */
  retire(withinMs: number): void {
    const { clock } = this.#options;
    this.#close();
    const cancel = clock.after(withinMs, () => this.#child.kill("SIGKILL"));
    this.#child.once("exit", cancel);
  }

  #heard(data: unknown): void {
    if (this.#ended) return;
    this.#heardAt = this.#options.clock.monotonicMs();
    this.#spoken = true;
    if (isLoggedLine(data)) return logTail.add(data.logged);
    let report: Up;
    try {
      report = this.#options.read(data);
    } catch (error) {
      this.#options.log.error("a child process talks nonsense", { child: this.#options.name, error: String(error) });
      this.#child.kill("SIGKILL");
      return;
    }
    if (report.type !== "pong") this.#options.onReport(report);
  }

  #ping(): void {
    const { clock, log, name, silentMs = 3000, startMs = 20_000 } = this.#options;
    const silentForMs = clock.monotonicMs() - this.#heardAt;
    if (silentForMs > patient(this.#spoken ? silentMs : startMs)) {
      log.error("a child process is silent and is killed", { child: name, pid: this.pid, silentForMs });
      this.#child.kill("SIGKILL");
      this.#end(`silent for ${Math.round(silentForMs)} ms`);
      return;
    }
    if (this.#child.connected) this.#child.send({ type: "ping", id: this.#pings++ }, () => {});
  }

  #end(why: string): void {
    if (this.#ended) return;
    this.#close();
    this.#options.onEnd(why);
  }

  #close(): void {
    this.#ended = true;
    this.#stopPing();
  }
}
