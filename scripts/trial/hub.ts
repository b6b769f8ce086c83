import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { Administrator } from "../administrator/administrator.ts";
import { type StartedProcess, startProcess } from "../processes/started-process.ts";
import { until } from "../processes/until.ts";
import type { Ports } from "./ports.ts";
import type { TrialRoom } from "./room.ts";
import type { Sfu } from "./sfu.ts";

const cli = join(import.meta.dirname, "../../src/cli.ts");
const simulated = 20;

export interface TrialHub {
  process: StartedProcess;
  /** `https://localhost:PORT`, also the console's address. */
  url: string;
  /** What rooms check the hub's authority by. */
  pin: string;
  /** One-time link of the first person. */
  signInUrl: string;
  folder: string;
  administrator: Administrator;
}

export interface HubToStart {
  /** The run's private one. */
  folder: string;
  ports: Ports;
  onStart: (started: StartedProcess) => void;
}

/** Starts a hub with an embedded store, and an administrator who does what people would do in the console. */
export async function startHub({ folder, ports, onStart }: HubToStart): Promise<TrialHub> {
  const own = join(folder, "hub");
  const where = ["--folder", own, "--host", "127.0.0.1", "--port", String(await ports.tcp(8443))];
  const names = ["--name", "localhost", "--name", "127.0.0.1", "--organisation", "Trial"];
  const process = startRoomkeeper("hub", ["hub", ...where, ...names, "--json"], folder);
  onStart(process);
  const told = JSON.parse(await firstLine(process)) as { url: string; pin: string; welcomeUrl: string };
  const authority = await fetchAuthority({ url: told.url, proxy: null, authority: null }, told.pin);
  const administrator = new Administrator(told.url, authority);
  await administrator.signIn(`${told.url}${await ownerLink(own, folder)}`, "scripts/try");
  return { process, url: told.url, pin: told.pin, signInUrl: told.welcomeUrl, folder: own, administrator };
}

/** One more owner's link: the first one is for whoever tries the hub. */
async function ownerLink(hubFolder: string, logs: string): Promise<string> {
  const command = startRoomkeeper("owner's link", ["hub", "owner-link", "--folder", hubFolder], logs);
  return /\/welcome#\S+/.exec(await firstLine(command))?.[0] ?? "";
}

/** The hub makes tokens for its rooms' LiveKit server: no room holds a secret. */
export async function giveServer({ administrator }: TrialHub, { url, apiKey, apiSecret }: Sfu): Promise<void> {
  await administrator.own("PUT", "/livekit", { url, apiKey, apiSecret });
}

/** Types the code that the room's panel shows into the hub, as its administrator would. */
export async function claimRoom({ administrator }: TrialHub, room: TrialRoom): Promise<void> {
  const code = await until("the room's claim code", 30_000, async () => (await stateOf(room)).enrolment?.code ?? null);
  const claimed = await administrator.own("POST", "/claims", { code, name: "Oak" });
  await until("the claimed room at its hub", 30_000, async () => {
    const { connected } = await administrator.own("GET", `/rooms/${claimed.room}`);
    return connected === true ? true : null;
  });
}

async function stateOf({ apiUrl }: TrialRoom): Promise<{ enrolment?: { code: string } }> {
  const answer = await fetch(`${apiUrl}/state`, { signal: AbortSignal.timeout(2000) });
  return (await answer.json()) as { enrolment?: { code: string } };
}

/** Twenty rooms beside it, with real link code and simulated rooms behind it. */
export async function startSimulatedRooms(hub: TrialHub, onStart: HubToStart["onStart"]): Promise<void> {
  const { administrator, url, pin, folder } = hub;
  const scopes = ["trust:write", "rooms:write", "rooms:read"];
  const { secret } = await administrator.own("POST", "/keys", { name: "Simulated rooms", scopes });
  const keyFile = join(folder, "simulator-key");
  await writeFile(keyFile, String(secret), { mode: 0o600 });
  const at = ["--hub", url, "--pin", pin, "--organisation", administrator.organisation, "--key-file", keyFile];
  const rooms = ["--rooms", String(simulated), "--flapping", "1"];
  onStart(startRoomkeeper("simulated rooms", ["fleet-simulator", ...at, ...rooms], folder));
  await until("the simulated rooms at the hub", 30_000, async () => {
    const { total } = await administrator.own("GET", "/rooms?search=online&limit=1");
    return Number(total) >= simulated ? true : null;
  });
}

function startRoomkeeper(name: string, args: string[], folder: string): StartedProcess {
  const logFile = join(folder, `${name.replaceAll(/\W+/g, "-")}.log`);
  return startProcess(name, [process.execPath, cli, ...args], { logFile, pipes: true });
}

function firstLine(started: StartedProcess): Promise<string> {
  const lines = createInterface({ input: started.child.stdout as Readable });
  const line = once(lines, "line").then(([text]) => String(text));
  const end = started.ended.then((how) => {
    throw new RoomkeeperError("process.crashed", `${started.name} ended (${how}); its log: ${started.logFile}`);
  });
  return Promise.race([line, end]);
}
