import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HubError } from "../../src/domain/errors.ts";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { Console } from "./console.ts";
import type { Order } from "./rooms.ts";

/**
 * `npm run bench:hub -- [--rooms N]`: a hub process, a process with N simulated rooms and a console on this machine. One JSON
 * line on standard output; what is going on is told on standard error.
 */
const { values } = parseArgs({
  options: {
    rooms: { type: "string", default: "10000" },
    tries: { type: "string", default: "200" },
    "change-seconds": { type: "string", default: "60" },
    "start-seconds": { type: "string", default: "25" },
    /** Where the processor profiles of the hub's second life and of the rooms go. */
    profile: { type: "string" },
  },
});
const count = Number(values.rooms);
const folder = await mkdtemp(join(tmpdir(), "rk-bench-hub-"));
const tell = (text: string) => process.stderr.write(`${text}\n`);
const profiling = values.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values.profile}`];
const running: ChildProcess[] = [];
const end = async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end().then(() => process.exit(1)));

interface Started {
  child: ChildProcess;
  told: { url: string; pin: string; welcomeUrl: string | null };
}

function startHub(port: string): Promise<Started> {
  const cli = new URL("../../src/cli.ts", import.meta.url).pathname;
  const args = [
    ...profiling,
    cli,
    "hub",
    "--json",
    "--folder",
    folder,
    "--host",
    "127.0.0.1",
    "--name",
    "127.0.0.1",
    "--port",
    port,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new HubError("hub.unreachable", `the hub ended with ${code}`)));
    child.stdout.once("data", (line: Buffer) => resolve({ child, told: JSON.parse(line.toString()) }));
  });
}

const rooms = fork(new URL("./rooms.ts", import.meta.url), { execArgv: [...profiling, "--max-old-space-size=6000"] });
running.push(rooms);
const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: unknown) => void }>();
rooms.on("message", (message: { id: number; result?: unknown; error?: string }) => {
  const one = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.error === undefined) one?.resolve(message.result);
  else one?.reject(new HubError("hub.unreachable", message.error));
});
function order<T>(wanted: Order): Promise<T> {
  const id = Math.random();
  rooms.send({ id, order: wanted });
  return new Promise((resolve, reject) => waiting.set(id, { resolve: resolve as (result: unknown) => void, reject }));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function allOnline(console_: Console): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { total } = (await console_.own("GET", "/rooms?search=online&limit=1").catch(() => ({ total: -1 }))) as {
      total: number;
    };
    if (total >= count) return (performance.now() - began) / 1000;
    tell(`  ${total} of ${count} online after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await pause(500);
    if (performance.now() - began > 300_000)
      throw new HubError("hub.unreachable", `only ${total} of ${count} rooms came online`);
  }
}

async function rssMb(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** Profiles are written at an orderly end. */
async function ended(hub: ChildProcess): Promise<void> {
  const both = [hub, rooms].map((child) => new Promise((resolve) => child.once("exit", resolve)));
  rooms.disconnect();
  hub.kill("SIGTERM");
  await Promise.all(both);
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  const fields = (await readFile(`/proc/${child.pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const quantile = (numbers: number[], q: number) =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))] ?? -1;
const round = (number: number) => Math.round(number * 10) / 10;

async function measureStates(console_: Console, tries: number): Promise<number[]> {
  const arrivals = new Map<string, (at: number) => void>();
  const stop = console_.follow((room, at) => arrivals.get(room.summary?.meeting?.title ?? "")?.(at));
  await pause(1000);
  const delays: number[] = [];
  for (let n = 0; n < tries; n++) {
    const title = `bench ${n} ${Math.random()}`;
    const arrived = new Promise<number>((resolve) => arrivals.set(title, resolve));
    const { at } = await order<{ at: number }>({ do: "change", title });
    delays.push((await arrived) - at);
    await pause(20);
  }
  stop();
  return delays;
}

async function measureLists(console_: Console, tries: number): Promise<number[]> {
  const searches = ["", "offline", "fault:camera", "model:poly meeting", "room 77", "-meeting model:jabra"];
  const times: number[] = [];
  for (let n = 0; n < tries; n++) {
    const search = encodeURIComponent(searches[n % searches.length] ?? "");
    const began = performance.now();
    await console_.own("GET", `/rooms?search=${search}&limit=100&offset=${n}`);
    times.push(performance.now() - began);
    await pause(60);
  }
  return times;
}

try {
  const first = await startHub("0");
  const { url, pin, welcomeUrl } = first.told;
  const authority = await fetchAuthority({ url, proxy: null, authority: null }, pin);
  const console_ = new Console(url, authority);
  await console_.signIn(welcomeUrl as string);
  const key = await console_.own("POST", "/keys", { name: "bench", scopes: ["trust:write"] });
  tell(`preparing ${count} rooms`);
  const { organisation } = console_;
  await order({
    do: "prepare",
    url,
    pin,
    organisation,
    apiKey: key.secret as string,
    rooms: count,
    changeSeconds: Number(values["change-seconds"]),
  });
  tell("connecting");
  const began = performance.now();
  await order({ do: "start", withinMs: Number(values["start-seconds"]) * 1000 });
  await allOnline(console_);
  const connectSeconds = (performance.now() - began) / 1000;
  await pause(5000);
  const hubRssMb = await rssMb(first.child);
  tell("state changes");
  const states = await measureStates(console_, Number(values.tries));
  const lists = await measureLists(console_, 120);
  tell("the hub is killed and started again");
  first.child.removeAllListeners("exit");
  first.child.kill("SIGKILL");
  const killed = performance.now();
  const roomsBefore = await cpuSeconds(rooms);
  const second = await startHub(new URL(url).port);
  const upAgainSeconds = (performance.now() - killed) / 1000;
  await allOnline(console_);
  const reconnectSeconds = (performance.now() - killed) / 1000;
  const reconnectCpu = { hub: await cpuSeconds(second.child), rooms: (await cpuSeconds(rooms)) - roomsBefore };
  const after = await measureStates(console_, Number(values.tries) / 4);
  const result = {
    ...{
      rooms: count,
      connectSeconds: round(connectSeconds),
      hubRssMb,
      hubRssAfterReconnectMb: await rssMb(second.child),
    },
    ...{
      stateP50Ms: quantile(states, 0.5),
      stateP95Ms: quantile(states, 0.95),
      stateAfterRestartP95Ms: quantile(after, 0.95),
    },
    ...{ listP50Ms: round(quantile(lists, 0.5)), listP95Ms: round(quantile(lists, 0.95)) },
    ...{ hubUpAgainSeconds: round(upAgainSeconds), reconnectSeconds: round(reconnectSeconds) },
    ...{ reconnectHubCpuSeconds: round(reconnectCpu.hub), reconnectRoomsCpuSeconds: round(reconnectCpu.rooms) },
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (values.profile !== undefined) await ended(second.child);
} catch (error) {
  tell(String(error));
  process.exitCode = 1;
} finally {
  await end();
}
