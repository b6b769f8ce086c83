import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HubError } from "../../src/domain/errors.ts";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { natsProgram, startNats } from "../../tests/simulators/nats.ts";
import { postgresPrograms, startPostgres } from "../../tests/simulators/postgres.ts";
import { Administrator } from "../administrator/administrator.ts";
import {
  allOnline,
  computerSeconds,
  cpuSeconds,
  ended,
  Processes,
  pause,
  round,
  type Started,
  tell,
} from "./processes.ts";

const addresses = ["127.0.0.1", "127.0.0.2"];

/** Two hub processes on PostgreSQL and NATS behind one name with two addresses; one is killed: for how long rooms have no hub. */
export async function measureTwoHubs(count: number, startSeconds: number, profile?: string): Promise<object> {
  const programs = postgresPrograms();
  if (programs === null || natsProgram === null)
    throw new HubError("hub.invalid", "this needs Debian's postgresql and nats-server packages");
  const processes = await Processes.start(profile, 2);
  const streams = await mkdtemp(join(tmpdir(), "rk-bench-nats-"));
  const postgres = await startPostgres(programs);
  const nats = await startNats(natsProgram, { jetStream: streams });
  const stores = ["--database", await postgres.database(), "--nats", nats.url];
  try {
    const first = await processes.startHub("0", ...stores, "--name", "localhost");
    const { url, pin, welcomeUrl } = first.told;
    const console_ = new Administrator(url, await fetchAuthority({ url, proxy: null, authority: null }, pin));
    await console_.signIn(welcomeUrl as string, "Bench");
    const { port } = new URL(url);
    const elsewhere = ["--host", addresses[1] as string, "--name", "localhost"];
    const second = await processes.startHub(port, ...stores, ...elsewhere);
    const key = await console_.own("POST", "/keys", {
      name: "bench",
      scopes: ["trust:write", "rooms:read", "rooms:write"],
    });
    const { organisation } = console_;
    tell(`preparing ${count} rooms`);
    const known = { url: `https://localhost:${port}`, pin, organisation, apiKey: key.secret as string };
    await processes.all({ do: "resolve", name: "localhost", addresses });
    const half = Math.ceil(count / 2);
    for (const [at, crowd] of processes.crowds.entries())
      await crowd.order({ do: "prepare", ...known, rooms: half, from: at * half, changeSeconds: 60 });
    await processes.all({ do: "start", withinMs: startSeconds * 1000 });
    await allOnline(console_, count);
    await pause(5000);
    const figures = await killOne(processes, console_, first, second, count);
    if (profile !== undefined) await ended(processes, first.child);
    return { hubs: 2, rooms: count, ...figures };
  } finally {
    await processes.end();
    await nats.stop();
    await postgres.stop();
    await rm(streams, { recursive: true, force: true });
  }
}

/** Kills the second hub, and waits until the first one has all rooms. */
async function killOne(processes: Processes, console_: Administrator, first: Started, second: Started, count: number) {
  tell("one of two hubs is killed");
  await processes.all({ do: "watch outages" });
  second.child.removeAllListeners("exit");
  second.child.kill("SIGKILL");
  const killed = performance.now();
  const cpuBefore = await spent(first.child, processes);
  await pause(1000);
  const online = async () => (await processes.all<number>({ do: "count" })).reduce((sum, one) => sum + one, 0);
  while ((await online()) < count) await pause(200);
  await allOnline(console_, count);
  const seenSeconds = (performance.now() - killed) / 1000;
  const cpuAfter = await spent(first.child, processes);
  const outages = await processes.all<{ concerned: number; longestMs: number }>({ do: "outages" });
  const concerned = outages.reduce((sum, one) => sum + one.concerned, 0);
  const longestMs = Math.max(...outages.map((one) => one.longestMs));
  return {
    ...{ concerned, longestWithoutHubSeconds: round(longestMs / 1000), allSeenAgainSeconds: round(seenSeconds) },
    hubCpuSeconds: round(cpuAfter.hub - cpuBefore.hub),
    roomsCpuSeconds: round(cpuAfter.rooms - cpuBefore.rooms),
    computerCpuSeconds: round(cpuAfter.computer - cpuBefore.computer),
  };
}

const spent = async (hub: ChildProcess, processes: Processes) => ({
  hub: await cpuSeconds(hub),
  rooms: await processes.roomsCpuSeconds(),
  computer: await computerSeconds(),
});
