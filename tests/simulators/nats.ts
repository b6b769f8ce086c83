import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createConnection } from "node:net";
import { freePort } from "./free-port.ts";

/** Where Debian's nats-server package puts its program; null: NATS tests are skipped, saying so. */
export const natsProgram =
  ["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"].find((path) => existsSync(path)) ??
  null;

export interface RunningNats {
  url: string;
  stop(): Promise<void>;
}

/**
 * A NATS server of its own on 127.0.0.1.
 * @param jetStream folder of its streams; null: without JetStream
 */
export async function startNats(
  program: string,
  { port = 0, jetStream = null }: { port?: number; jetStream?: string | null } = {},
): Promise<RunningNats> {
  const own = port === 0 ? await freePort() : port;
  const server = spawn(
    program,
    ["-a", "127.0.0.1", "-p", String(own), ...(jetStream === null ? [] : ["-js", "-sd", jetStream])],
    { stdio: "ignore" },
  );
  await answering(own);
  return {
    url: `nats://127.0.0.1:${own}`,
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", () => resolve());
        server.kill("SIGTERM");
      }),
  };
}

async function answering(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, "127.0.0.1", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
