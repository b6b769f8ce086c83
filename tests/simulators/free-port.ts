import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/**
 * A port that is free on every address, for TCP and UDP, and stays free until its program listens, also between two of its lives:
 * it lies where the kernel gives no ports to connections (one to a port of that range whose program is just away may even end in
 * itself), and is given once.
 */
export async function freePort(): Promise<number> {
  const [low = 32_768, high = 60_999] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8")
    .trim()
    .split(/\s+/)
    .map(Number);
  const below = { from: 10_240, to: low - 1 };
  const { from, to } = below.to - below.from > 1000 ? below : { from: high + 1, to: 65_535 };
  for (;;) {
    const port = from + Math.floor(Math.random() * (to - from + 1));
    if (given.has(port)) continue;
    given.add(port);
    if ((await takesTcp(port)) && (await takesUdp(port))) return port;
  }
}

const given = new Set<number>();

function takesTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "0.0.0.0", () => server.close(() => resolve(true)));
  });
}

function takesUdp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4").once("error", () => socket.close(() => resolve(false)));
    socket.bind(port, () => socket.close(() => resolve(true)));
  });
}
