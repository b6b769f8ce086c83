import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HubError } from "../../src/domain/errors.ts";
import type { Administrator } from "../administrator/administrator.ts";
import type { Order } from "./rooms.ts";

export interface Started {
  child: ChildProcess;
  told: { url: string; pin: string; welcomeUrl: string | null };
}

export const tell = (text: string) => process.stderr.write(`${text}\n`);
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export const round = (number: number) => Math.round(number * 10) / 10;
export const quantile = (numbers: number[], q: number) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))] ?? -1;

/** A process with simulated rooms. */
export class Crowd {
  readonly child: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();

  constructor(profiling: readonly string[]) {
    const execArgv = [...profiling, "--max-old-space-size=6000", "--max-semi-space-size=64"];
    this.child = fork(new URL("./rooms.ts", import.meta.url), { execArgv });
    this.child.on("message", (message: { id: number; result?: unknown; error?: string }) => {
      const one = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) one?.resolve(message.result);
      else one?.reject(new HubError("hub.unreachable", message.error));
    });
  }

  order<T>(wanted: Order): Promise<T> {
    const id = Math.random();
    this.child.send({ id, order: wanted });
    return new Promise((resolve, reject) =>
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject }),
    );
  }
}

/** The processes of a measurement: hubs, and some with all the rooms. */
export class Processes {
  readonly folder: string;
  readonly #profiling: string[];
  readonly #running: ChildProcess[] = [];
  readonly crowds: readonly Crowd[];

  private constructor(folder: string, profile: string | undefined, crowds: number) {
    this.folder = folder;
    this.#profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
    this.crowds = Array.from({ length: crowds }, () => new Crowd(this.#profiling));
    this.#running.push(...this.crowds.map(({ child }) => child));
  }

  /** @param profile folder for processor profiles */
  static async start(profile?: string, crowds = 1): Promise<Processes> {
    const made = new Processes(await mkdtemp(join(tmpdir(), "rk-bench-hub-")), profile, crowds);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void made.end().then(() => process.exit(1)));
    return made;
  }

  startHub(port: string, ...more: string[]): Promise<Started> {
    const cli = new URL("../../src/cli.ts", import.meta.url).pathname;
    const where = ["--folder", this.folder, "--host", "127.0.0.1", "--name", "127.0.0.1", "--port", port];
    const args = [...this.#profiling, cli, "hub", "--json", ...where, ...more];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    this.#running.push(child);
    return new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new HubError("hub.unreachable", `the hub ended with ${code}`)));
      child.stdout.once("data", (line: Buffer) => resolve({ child, told: JSON.parse(line.toString()) }));
    });
  }

  /** To the first of the processes with rooms; most measurements have one. */
  order<T>(wanted: Order): Promise<T> {
    return (this.crowds[0] as Crowd).order<T>(wanted);
  }

  all<T>(wanted: Order): Promise<T[]> {
    return Promise.all(this.crowds.map((crowd) => crowd.order<T>(wanted)));
  }

  async roomsCpuSeconds(): Promise<number> {
    const each = await Promise.all(this.crowds.map(({ child }) => cpuSeconds(child)));
    return each.reduce((sum, seconds) => sum + seconds, 0);
  }

  async end(): Promise<void> {
    for (const child of this.#running) child.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Waits until so many rooms are online. @returns seconds that it took */
export async function allOnline(console_: Administrator, count: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { total } = (await console_.own("GET", "/rooms?search=online&limit=1").catch(() => ({ total: -1 }))) as {
      total: number;
    };
    const seconds = (performance.now() - began) / 1000;
    if (total >= count) return seconds;
    tell(`  ${total} of ${count} online after ${seconds.toFixed(0)} s`);
    await pause(500);
    if (seconds > 300) throw new HubError("hub.unreachable", `only ${total} of ${count} rooms came online`);
  }
}

export async function rssMb(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

export async function cpuSeconds(child: ChildProcess): Promise<number> {
  const fields = (await readFile(`/proc/${child.pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Profiles are written at an orderly end. */
export async function ended(processes: Processes, hub: ChildProcess): Promise<void> {
  const children = processes.crowds.map(({ child }) => child);
  const all = [hub, ...children].map((child) => new Promise((resolve) => child.once("exit", resolve)));
  for (const child of children) child.disconnect();
  hub.kill("SIGTERM");
  await Promise.all(all);
}

/** Processor seconds of everything on this computer. */
export async function computerSeconds(): Promise<number> {
  const [line = ""] = (await readFile("/proc/stat", "utf8")).split("\n");
  const [, user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = line.split(/\s+/).map(Number);
  return (user + nice + system + irq + soft) / 100;
}
