import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "../../simulators/free-port.ts";

export interface RunningLiveKit {
  /** ws://127.0.0.1:PORT */
  url: string;
  apiKey: string;
  apiSecret: string;
  pid: number;
  /** Ends it at once, as a crash would; the ports stay its own. */
  kill(): Promise<void>;
  /** Starts it again on the same ports with the same key. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const startWithinMs = 60_000;

/**
 * A real livekit-server that only this computer reaches, on free ports with a key of its own. The program is the one that
 * ROOMKEEPER_LIVEKIT_SERVER (or LIVEKIT_SERVER) names, else `livekit-server` on PATH, else the one that scripts/try has built.
 * @param address of this computer at which it listens
 * @throws Error when there is none, or when it does not answer within a minute
 */
export async function startLiveKit(address = "127.0.0.1"): Promise<RunningLiveKit> {
  const program = livekitProgram();
  const apiKey = `test${randomBytes(4).toString("hex")}`;
  const apiSecret = randomBytes(24).toString("base64url");
  const port = await freePort();
  const rtc = {
    tcp_port: await freePort(),
    udp_port: await freePort(),
    use_external_ip: false,
    node_ip: address,
  };
  const config = JSON.stringify({
    port,
    bind_addresses: [address],
    // Every socket of the server calls itself `node_ip`; one of another network would send what nobody can answer.
    rtc: { ...rtc, enable_loopback_candidate: address.startsWith("127."), ips: { includes: [`${address}/32`] } },
    keys: { [apiKey]: apiSecret },
    room: { enable_remote_unmute: true },
    logging: { level: "warn" },
  });
  const url = `${address}:${port}`;
  let child = await begin(program, config, url);
  return {
    url: `ws://${url}`,
    apiKey,
    apiSecret,
    get pid() {
      return child.pid ?? 0;
    },
    kill: () => end(child),
    restart: async () => {
      await end(child);
      child = await begin(program, config, url);
    },
    stop: () => end(child),
  };
}

/** @throws Error when there is none */
export function livekitProgram(): string {
  const cache = process.env.ROOMKEEPER_CACHE ?? join(homedir(), ".cache", "roomkeeper");
  const places = [
    process.env.ROOMKEEPER_LIVEKIT_SERVER,
    process.env.LIVEKIT_SERVER,
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "livekit-server")),
    join(cache, "livekit-server-1.13.5", "server"),
  ];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error("no livekit-server: run scripts/try once, or name one in ROOMKEEPER_LIVEKIT_SERVER");
  return found;
}

async function begin(program: string, config: string, address: string): Promise<ChildProcess> {
  const child = spawn(program, ["--config-body", config], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  const giveUpAt = performance.now() + startWithinMs;
  while (!(await answers(address))) {
    if (child.exitCode !== null) throw new Error(`livekit-server ended with ${child.exitCode}: ${said}`);
    if (performance.now() > giveUpAt) {
      await end(child);
      throw new Error(`livekit-server did not answer within ${startWithinMs} ms: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return child;
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`http://${address}/`, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}
