import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../../src/domain/errors.ts";
import { type StartedProcess, startProcess } from "../processes/started-process.ts";
import { untilAnswers } from "../processes/until.ts";
import type { Ports } from "./ports.ts";

export interface Sfu {
  process: StartedProcess;
  /** ws://… */
  url: string;
  apiKey: string;
  apiSecret: string;
}

/**
 * Starts a LiveKit server that only this computer reaches, with a key of this run.
 * @param folder private; takes its settings and its log
 * @throws ConfigError without a server's path in LIVEKIT_SERVER (scripts/try sets it); RoomkeeperError when it does not start
 */
export async function startSfu(folder: string, ports: Ports, onStart: (sfu: StartedProcess) => void): Promise<Sfu> {
  const server = process.env.LIVEKIT_SERVER;
  if (!server) throw new ConfigError("config.invalid", "LIVEKIT_SERVER names no LiveKit server: start by scripts/try");
  const apiKey = `try${randomBytes(6).toString("hex")}`;
  const apiSecret = randomBytes(32).toString("base64url");
  const port = await ports.tcp(7880);
  const file = join(folder, "livekit.yaml");
  const rtc = { tcp_port: await ports.tcp(7881), udp_port: await ports.udp(7882) };
  await writeFile(file, settings(port, rtc, { [apiKey]: apiSecret }), { mode: 0o600 });
  const sfu = startProcess("LiveKit server", [server, "--config", file], { logFile: join(folder, "livekit.log") });
  onStart(sfu);
  await untilAnswers(`http://127.0.0.1:${port}/`, sfu, 15_000);
  return { process: sfu, url: `ws://127.0.0.1:${port}`, apiKey, apiSecret };
}

/** JSON is YAML. Automatic discovery of addresses skips the loopback, hence the explicit options. */
function settings(port: number, rtc: object, keys: object): string {
  return JSON.stringify({
    port,
    bind_addresses: ["127.0.0.1"],
    // Only the loopback socket: one of another network would call itself `node_ip` too, and be tried in vain.
    rtc: {
      ...rtc,
      use_external_ip: false,
      node_ip: "127.0.0.1",
      enable_loopback_candidate: true,
      ips: { includes: ["127.0.0.1/32"] },
    },
    keys,
    logging: { level: "info" },
  });
}
