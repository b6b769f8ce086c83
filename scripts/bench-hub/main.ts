import { parseArgs } from "node:util";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { Console } from "./console.ts";
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

async function measureStates(processes: Processes, console_: Console, tries: number): Promise<number[]> {
  const arrivals = new Map<string, (at: number) => void>();
  const stop = console_.follow((room, at) => arrivals.get(room.summary?.meeting?.title ?? "")?.(at));
  await pause(1000);
  const delays: number[] = [];
  for (let n = 0; n < tries; n++) {
    const title = `bench ${n} ${Math.random()}`;
    const arrived = new Promise<number>((resolve) => arrivals.set(title, resolve));
    const { at } = await processes.order<{ at: number }>({ do: "change", title });
    delays.push((await arrived) - at);
    await pause(20);
  }
  stop();
  return delays;
}

async function measureLists(console_: Console, tries: number): Promise<number[]> {
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
async function connectRooms(processes: Processes, console_: Console, known: { url: string; pin: string }) {
  const key = await console_.own("POST", "/keys", {
    name: "bench",
    scopes: ["trust:write", "rooms:read", "rooms:write"],
  });
  tell(`preparing ${count} rooms`);
  const { organisation } = console_;
  const prepared = { ...known, organisation, apiKey: key.secret as string, rooms: count };
  await processes.order({ do: "prepare", ...prepared, changeSeconds: Number(values["change-seconds"]) });
  tell("connecting");
  const began = performance.now();
  await processes.order({ do: "start", withinMs: Number(values["start-seconds"]) * 1000 });
  await allOnline(console_, count);
  return { connectSeconds: round((performance.now() - began) / 1000) };
}

/** The hub is killed and started again on the same port. */
async function restart(processes: Processes, console_: Console, { child, told }: Started) {
  tell("the hub is killed and started again");
  child.removeAllListeners("exit");
  child.kill("SIGKILL");
  const killed = performance.now();
  const roomsBefore = await cpuSeconds(processes.rooms);
  const second = await processes.startHub(new URL(told.url).port);
  const upAgainSeconds = (performance.now() - killed) / 1000;
  await allOnline(console_, count);
  const figures = {
    hubUpAgainSeconds: round(upAgainSeconds),
    reconnectSeconds: round((performance.now() - killed) / 1000),
    reconnectHubCpuSeconds: round(await cpuSeconds(second.child)),
    reconnectRoomsCpuSeconds: round((await cpuSeconds(processes.rooms)) - roomsBefore),
  };
  return { second, figures };
}

async function measureOneHub(processes: Processes): Promise<object> {
  const first = await processes.startHub("0");
  const { url, pin, welcomeUrl } = first.told;
  const console_ = new Console(url, await fetchAuthority({ url, proxy: null, authority: null }, pin));
  await console_.signIn(welcomeUrl as string);
  const connected = await connectRooms(processes, console_, { url, pin });
  await pause(5000);
  const hubRssMb = await rssMb(first.child);
  tell("state changes");
  const states = await measureStates(processes, console_, Number(values.tries));
  const lists = await measureLists(console_, 120);
  const { second, figures } = await restart(processes, console_, first);
  const after = await measureStates(processes, console_, Number(values.tries) / 4);
  const result = {
    ...{ rooms: count, ...connected, hubRssMb, hubRssAfterReconnectMb: await rssMb(second.child) },
    ...{ stateP50Ms: quantile(states, 0.5), stateP95Ms: quantile(states, 0.95) },
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
