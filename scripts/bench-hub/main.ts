import { parseArgs } from "node:util";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { Administrator } from "../administrator/administrator.ts";
import {
  allOnline,
  cpuSeconds,
  ended,
  Processes,
  pause,
  quantile,
  round,
  rssMb,
  type Started,
  tell,
} from "./processes.ts";
import { measureTwoHubs } from "./two-hubs.ts";

/**
 * `npm run bench:hub -- [--rooms N] [--hubs 2]`: a hub process, a process with N simulated rooms and a console on this machine; with
 * two hubs, one of them is killed. One JSON line on standard output; what is going on is told on standard error.
 */
const { values } = parseArgs({
  options: {
    rooms: { type: "string", default: "10000" },
    hubs: { type: "string", default: "1" },
    tries: { type: "string", default: "200" },
    "change-seconds": { type: "string", default: "60" },
    "start-seconds": { type: "string", default: "25" },
    /** Where the processor profiles of the hub's second life and of the rooms go. */
    profile: { type: "string" },
  },
});
const count = Number(values.rooms);

/** From what happens in a room to the console's live stream, milliseconds. */
async function measureHappenings(
  processes: Processes,
  console_: Administrator,
  tries: number,
  kind: "change" | "fail",
): Promise<number[]> {
  const arrivals = new Map<string, (at: number) => void>();
  const stop = console_.follow(({ summary }, at) => {
    for (const text of [summary?.meeting?.title, summary?.faults[0]?.subject]) arrivals.get(text ?? "")?.(at);
  });
  await pause(1000);
  const delays: number[] = [];
  for (let n = 0; n < tries; n++) {
    const text = `bench ${kind} ${n} ${Math.random()}`;
    const arrived = new Promise<number>((resolve) => arrivals.set(text, resolve));
    const order = kind === "change" ? { do: kind, title: text } : { do: kind, subject: text };
    const { at } = await processes.order<{ at: number }>(order);
    delays.push((await arrived) - at);
    await pause(20);
  }
  stop();
  return delays;
}

/** Rooms whose cables are pulled: how long until the console shows them offline, seconds. */
async function measureOffline(processes: Processes, console_: Administrator, rooms: number): Promise<number[]> {
  const cutAt = new Map<string, number>();
  const seconds: number[] = [];
  const stop = console_.follow(({ id, connected }, at) => {
    const cut = cutAt.get(id);
    if (connected || cut === undefined || !cutAt.delete(id)) return;
    seconds.push((at - cut) / 1000);
  });
  for (let room = 0; room < rooms; room++) {
    const { id, at } = await processes.order<{ id: string; at: number }>({ do: "cut", room });
    cutAt.set(id, at);
    await pause(500);
  }
  for (let waited = 0; cutAt.size > 0 && waited < 90; waited++) await pause(1000);
  stop();
  return [...seconds, ...[...cutAt].map(() => Number.POSITIVE_INFINITY)];
}

async function measureLists(console_: Administrator, tries: number): Promise<number[]> {
  const searches = ["", "offline", "fault:camera", "model:poly meeting", "turing 2.07", "-meeting model:jabra"];
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

/** Rooms prepared and connected. */
async function connectRooms(processes: Processes, console_: Administrator, known: { url: string; pin: string }) {
  const key = await console_.own("POST", "/keys", {
    name: "bench",
    scopes: ["trust:write", "rooms:read", "rooms:write"],
  });
  tell(`preparing ${count} rooms`);
  const { organisation } = console_;
  const prepared = { ...known, organisation, apiKey: key.secret as string, rooms: count, from: 0 };
  await processes.order({ do: "prepare", ...prepared, changeSeconds: Number(values["change-seconds"]) });
  tell("connecting");
  const began = performance.now();
  await processes.order({ do: "start", withinMs: Number(values["start-seconds"]) * 1000 });
  await allOnline(console_, count);
  return { connectSeconds: round((performance.now() - began) / 1000) };
}

/** The hub is killed and started again on the same port. */
async function restart(processes: Processes, console_: Administrator, { child, told }: Started) {
  tell("the hub is killed and started again");
  child.removeAllListeners("exit");
  child.kill("SIGKILL");
  const killed = performance.now();
  const roomsBefore = await processes.roomsCpuSeconds();
  const second = await processes.startHub(new URL(told.url).port);
  const upAgainSeconds = (performance.now() - killed) / 1000;
  await allOnline(console_, count);
  const figures = {
    hubUpAgainSeconds: round(upAgainSeconds),
    reconnectSeconds: round((performance.now() - killed) / 1000),
    reconnectHubCpuSeconds: round(await cpuSeconds(second.child)),
    reconnectRoomsCpuSeconds: round((await processes.roomsCpuSeconds()) - roomsBefore),
  };
  return { second, figures };
}

async function measureOneHub(processes: Processes): Promise<object> {
  const first = await processes.startHub("0");
  const { url, pin, welcomeUrl } = first.told;
  const console_ = new Administrator(url, await fetchAuthority({ url, proxy: null, authority: null }, pin));
  await console_.signIn(welcomeUrl as string, "Bench");
  const connected = await connectRooms(processes, console_, { url, pin });
  await pause(5000);
  const hubRssMb = await rssMb(first.child);
  tell("state changes");
  const states = await measureHappenings(processes, console_, Number(values.tries), "change");
  const faults = await measureHappenings(processes, console_, Number(values.tries) / 4, "fail");
  const lists = await measureLists(console_, 120);
  const { second, figures } = await restart(processes, console_, first);
  const after = await measureHappenings(processes, console_, Number(values.tries) / 4, "change");
  tell("cables are pulled");
  const offline = await measureOffline(processes, console_, 8);
  const result = {
    ...{ rooms: count, ...connected, hubRssMb, hubRssAfterReconnectMb: await rssMb(second.child) },
    ...{ stateP50Ms: quantile(states, 0.5), stateP95Ms: quantile(states, 0.95) },
    ...{ faultKnownP95Ms: quantile(faults, 0.95), faultKnownMaxMs: Math.max(...faults) },
    offlineKnownMaxSeconds: round(Math.max(...offline)),
    stateAfterRestartP95Ms: quantile(after, 0.95),
    ...{ listP50Ms: round(quantile(lists, 0.5)), listP95Ms: round(quantile(lists, 0.95)), ...figures },
  };
  if (values.profile !== undefined) await ended(processes, second.child);
  return result;
}

async function alone(): Promise<object> {
  const processes = await Processes.start(values.profile);
  try {
    return await measureOneHub(processes);
  } finally {
    await processes.end();
  }
}

try {
  const result =
    values.hubs === "2" ? await measureTwoHubs(count, Number(values["start-seconds"]), values.profile) : await alone();
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  tell(String(error));
  process.exitCode = 1;
}
process.exit();
