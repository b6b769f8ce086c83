import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fetchAuthority } from "../../../src/fleet/hub-address.ts";
import type { RunningHub } from "../../../src/hub/hub.ts";
import { freePort } from "../../simulators/free-port.ts";

const cli = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

/** A hub in a process of its own, which can be killed and started again on its folder and port. */
export class HubProcess {
  readonly #folder: string;
  #port: string | null = null;
  #child: ChildProcess | null = null;
  #authority = "";
  url = "";
  pin = "";
  welcomeUrl: string | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    this.#port ??= String(await freePort());
    const flags = ["--folder", this.#folder, "--host", "127.0.0.1", "--port", this.#port, "--name", "127.0.0.1"];
    const child = spawn(process.execPath, [cli, "hub", ...flags, "--json"], { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const line = await new Promise<string>((resolve, reject) => {
      let out = "";
      let heard = "";
      child.stderr.on("data", (chunk) => {
        heard = (heard + chunk).slice(-10_000);
      });
      child.stdout.on("data", (chunk) => {
        out += chunk;
        if (out.includes("\n")) resolve(out);
      });
      child.once("exit", (code) => reject(new Error(`the hub ended with ${code}:\n${heard}`)));
    });
    const told = JSON.parse(line) as { url: string; pin: string; welcomeUrl: string | null };
    Object.assign(this, told);
    this.#authority = await fetchAuthority({ url: told.url, proxy: null, authority: null }, told.pin);
  }

  /** For HubKit, which asks it over HTTPS only. */
  get asHub(): RunningHub {
    const { url, pin, welcomeUrl } = this;
    const parts = { authority: { certificate: this.#authority } };
    return { url, pin, firstLink: welcomeUrl?.split("#")[1] ?? null, parts } as RunningHub;
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}
