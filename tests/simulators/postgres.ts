import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./free-port.ts";

/** Where Debian's postgresql package keeps its programs, or null: then PostgreSQL tests are skipped, saying so. */
export function postgresPrograms(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folder = versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  return folder ?? null;
}

export interface RunningPostgres {
  /** A fresh, empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own on a free port of 127.0.0.1, with its data in a temporary folder. */
export async function startPostgres(programs: string): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "rk-pg-"));
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: idOf("postgres", "-u"), gid: idOf("postgres", "-g") } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const env = { ...process.env, LC_ALL: "C" };
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "rk", "--auth=trust", "--no-sync"], {
    ...user,
    env,
    stdio: "ignore",
  });
  const port = await freePort();
  const options = ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-k", folder, "-c", "fsync=off"];
  const server = spawn(join(programs, "postgres"), options, { ...user, env, stdio: "ignore" });
  const address = (name: string) => `postgres://rk@127.0.0.1:${port}/${name}`;
  await answering(address("postgres"), server);
  let count = 0;
  return {
    async database() {
      const name = `t${count++}`;
      await query(address("postgres"), `create database ${name}`);
      return address(name);
    },
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.kill("SIGINT");
      }),
  };
}

const idOf = (user: string, flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));

async function answering(address: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode} before it answered`);
    try {
      return await query(address, "select 1");
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function query(address: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
