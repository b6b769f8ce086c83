import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HubError } from "../../src/domain/errors.ts";
import { fetchAuthority } from "../../src/fleet/hub-address.ts";
import { natsProgram, startNats } from "../../tests/simulators/nats.ts";
import { postgresPrograms, startPostgres } from "../../tests/simulators/postgres.ts";
import { Console } from "./console.ts";
import { allOnline, computerSeconds, cpuSeconds, ended, Processes, pause, round, tell } from "./processes.ts";

/** A load balancer in its plainest form: connections go round; a hub that does not answer is passed over. */
function balance(ports: readonly number[]): Promise<{ server: Server; port: number }> {
  let turn = 0;
  const server = createServer((socket) => {
    const first = turn++;
    const attempt = (tries: number) => {
      if (tries === ports.length) return socket.destroy();
      const upstream = connect(ports[(first + tries) % ports.length] as number, "127.0.0.1");
      upstream.once("error", () => attempt(tries + 1));
      upstream.once("connect", () => {
        upstream.removeAllListeners("error").on("error", () => socket.destroy());
        upstream.on("close", () => socket.destroy());
        socket.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
        socket.pipe(upstream).pipe(socket);
      });
    };
    attempt(0);
  });
  return new Promise((resolve) =>
    server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () =>
      resolve({ server, port: (server.address() as { port: number }).port }),
    ),
  );
}

/** Two hub processes on PostgreSQL and NATS behind a load balancer; one is killed: for how long rooms have no hub. */
export async function measureTwoHubs(count: number, startSeconds: number, profile?: string): Promise<object> {
  const programs = postgresPrograms();
  if (programs === null || natsProgram === null)
    throw new HubError("hub.invalid", "this needs Debian's postgresql and nats-server packages");
  const processes = await Processes.start(profile);
  const streams = await mkdtemp(join(tmpdir(), "rk-bench-nats-"));
  const postgres = await startPostgres(programs);
  const nats = await startNats(natsProgram, { jetStream: streams });
  const stores = ["--database", await postgres.database(), "--nats", nats.url];
  try {
    const first = await processes.startHub("0", ...stores);
    const { url, pin, welcomeUrl } = first.told;
    const console_ = new Console(url, await fetchAuthority({ url, proxy: null, authority: null }, pin));
    await console_.signIn(welcomeUrl as string);
    const second = await processes.startHub("0", ...stores);
    const { server, port } = await balance([first, second].map(({ told }) => Number(new URL(told.url).port)));
    const key = await console_.own("POST", "/keys", {
      name: "bench",
      scopes: ["trust:write", "rooms:read", "rooms:write"],
    });
    const { organisation } = console_;
    tell(`preparing ${count} rooms`);
    const known = { url: `https://127.0.0.1:${port}`, pin, organisation, apiKey: key.secret as string };
    await processes.order({ do: "prepare", ...known, rooms: count, changeSeconds: 60 });
    await processes.order({ do: "start", withinMs: startSeconds * 1000 });
    await allOnline(console_, count);
    await pause(5000);
    tell("one of two hubs is killed");
    await processes.order({ do: "watch outages" });
    second.child.removeAllListeners("exit");
    second.child.kill("SIGKILL");
    const killed = performance.now();
    const cpuBefore = await spent(first.child, processes);
    await pause(1000);
    while ((await processes.order<number>({ do: "count" })) < count) await pause(200);
    await allOnline(console_, count);
    const seenSeconds = (performance.now() - killed) / 1000;
    const cpuAfter = await spent(first.child, processes);
    const { concerned, longestMs } = await processes.order<{ concerned: number; longestMs: number }>({ do: "outages" });
    server.close();
    if (profile !== undefined) await ended(processes, first.child);
    return {
      ...{ hubs: 2, rooms: count, concerned, longestWithoutHubSeconds: round(longestMs / 1000) },
      allSeenAgainSeconds: round(seenSeconds),
      hubCpuSeconds: round(cpuAfter.hub - cpuBefore.hub),
      roomsCpuSeconds: round(cpuAfter.rooms - cpuBefore.rooms),
      balancerCpuSeconds: round(cpuAfter.balancer - cpuBefore.balancer),
      computerCpuSeconds: round(cpuAfter.computer - cpuBefore.computer),
    };
  } finally {
    await processes.end();
    await nats.stop();
    await postgres.stop();
    await rm(streams, { recursive: true, force: true });
  }
}

const spent = async (hub: ChildProcess, { rooms }: Processes) => ({
  hub: await cpuSeconds(hub),
  rooms: await cpuSeconds(rooms),
  balancer: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  computer: await computerSeconds(),
});
