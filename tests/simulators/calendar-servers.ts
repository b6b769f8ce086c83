import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** A real CalDAV server with one empty account, on a port of its own. */
export interface CalendarServer {
  /** Address of the server's root. */
  origin: string;
  /** Address of the account's home, with a slash. */
  home: string;
  username: string;
  password: string;
  stop(): Promise<void>;
}

const password = "pass";

export async function startRadicale(): Promise<CalendarServer> {
  const folder = await mkdtemp(join(tmpdir(), "radicale-"));
  const port = await freePort();
  await writeFile(join(folder, "users"), `oak:${password}\n`);
  const options = [
    ["--config", ""],
    ["--server-hosts", `127.0.0.1:${port}`],
    ["--storage-filesystem-folder", join(folder, "store")],
    ["--auth-type", "htpasswd"],
    ["--auth-htpasswd-filename", join(folder, "users")],
    ["--auth-htpasswd-encryption", "plain"],
  ];
  return await start("radicale", options.flat(), { folder, port, home: "/oak/" });
}

export async function startXandikos(): Promise<CalendarServer> {
  const folder = await mkdtemp(join(tmpdir(), "xandikos-"));
  const port = await freePort();
  const options = ["-d", join(folder, "store"), "-l", "127.0.0.1", "-p", String(port)];
  const principal = ["--current-user-principal", "/oak/", "--autocreate"];
  return await start("xandikos", [...options, ...principal], { folder, port, home: "/oak/calendars/" });
}

async function start(
  command: string,
  args: string[],
  { folder, port, home }: { folder: string; port: number; home: string },
): Promise<CalendarServer> {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => (said = `${said}${chunk}`.slice(-4000)));
  const origin = `http://127.0.0.1:${port}`;
  await answers(origin, child, () => said);
  return {
    origin,
    home: `${origin}${home}`,
    username: "oak",
    password,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null) {
        child.kill("SIGKILL");
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the server answers at all. */
async function answers(origin: string, child: ChildProcess, said: () => string): Promise<void> {
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(error));
    child.once("exit", (code) => reject(new Error(`the calendar server ended with ${code}: ${said()}`)));
  });
  failed.catch(() => {});
  const ready = async () => {
    for (;;) {
      try {
        await fetch(origin, { redirect: "manual" });
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await Promise.race([ready(), failed]);
}
