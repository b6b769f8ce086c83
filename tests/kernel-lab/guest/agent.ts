import { type ChildProcess, fork, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { connect, Socket } from "node:net";
import { release } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, lineReader, type Order, type Request, type RunResult } from "./orders.ts";

/** `node agent.ts PORT`, in the guest: does what the host says (orders.ts), and ends when the host hangs up. */

const host = "10.0.2.2";
const controller = "/sys/devices/platform/vhci_hcd.0";
const programs = new Map<string, ChildProcess>();
const cables = new Map<number, Socket>();

const link = connect({ host, port: Number(process.argv[2]), noDelay: true });
const say = (answer: Answer) => void link.write(`${JSON.stringify(answer)}\n`);

link.on("connect", () => {
  const uptimeMs = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000;
  say({ hello: true, kernel: release(), uptimeMs });
});
link.on(
  "data",
  lineReader((line) => {
    const { id, ...order } = JSON.parse(line) as Request;
    Promise.try(() => obey(order as Order)).then(
      (result) => say({ id, result }),
      (error: unknown) => say({ id, error: String(error) }),
    );
  }),
);
link.on("close", () => process.exit(0));
link.on("error", (error) => console.error(String(error)));

async function obey(order: Order): Promise<RunResult | null> {
  if (order.order === "run") return await run(order.command, order.timeoutMs);
  if (order.order === "start") start(order);
  else if (order.order === "fork") forkProgram(order);
  else if (order.order === "tell") programs.get(order.name)?.send(order.message);
  else if (order.order === "signal") signal(order.name, order.signal);
  else if (order.order === "plug") await plug(order);
  else unplug(order.port);
  return null;
}

function run(command: string, timeoutMs: number): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const shell = spawn("bash", ["-c", command], { stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
    const parts: Buffer[] = [];
    for (const stream of [shell.stdout, shell.stderr]) stream.on("data", (part: Buffer) => parts.push(part));
    shell.on("error", reject);
    shell.on("close", (exitCode) => resolve({ exitCode, output: Buffer.concat(parts).toString() }));
  });
}

/** In a process group of its own: a signal reaches all that it started. */
function start({ name, command, environment, logFile }: Extract<Order, { order: "start" }>): void {
  const log = openSync(logFile, "a");
  const [program = "", ...rest] = command;
  const env = { ...process.env, ...environment };
  const child = spawn(program, rest, { env, stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  keep(name, child);
}

function forkProgram({ name, entry, logFile }: Extract<Order, { order: "fork" }>): void {
  const log = openSync(logFile, "a");
  const stdio = ["ignore" as const, log, log, "ipc" as const];
  const child = fork(entry, [], { execArgv: ["--max-semi-space-size=1"], stdio, detached: true });
  closeSync(log);
  child.on("message", (message) => say({ from: name, message }));
  keep(name, child);
}

function keep(name: string, child: ChildProcess): void {
  programs.set(name, child);
  const ended = (how: string) => {
    if (programs.get(name) === child) programs.delete(name);
    say({ ended: name, how });
  };
  child.on("error", (error) => ended(error.message));
  child.on("exit", (code, by) => ended(by ?? `exit code ${code}`));
}

function signal(name: string, signal: NodeJS.Signals): void {
  const pid = programs.get(name)?.pid;
  if (pid !== undefined) process.kill(-pid, signal);
}

/** The kernel takes over the socket (linux/drivers/usb/usbip/vhci_sysfs.c); we only keep it from being closed. */
async function plug({ port, hostPort, deviceId, speed }: Extract<Order, { order: "plug" }>): Promise<void> {
  const cable = new Socket();
  cable.pause();
  await new Promise<void>((resolve, reject) => {
    cable.once("error", reject);
    cable.setNoDelay(true);
    cable.connect({ host, port: hostPort }, resolve);
  });
  const { fd } = (cable as unknown as { _handle: { fd: number } })._handle;
  await attach(`${port} ${fd} ${deviceId} ${speed}`);
  cables.set(port, cable);
}

/** A port whose device was just pulled is busy for a moment. */
async function attach(text: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return writeFileSync(`${controller}/attach`, text);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EBUSY" || tries > 100) throw error;
      await sleep(30);
    }
  }
}

function unplug(port: number): void {
  writeFileSync(`${controller}/detach`, `${port}`);
  cables.get(port)?.destroy();
  cables.delete(port);
}
