import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Intent } from "../../../src/domain/intent.ts";
import type { RoomState } from "../../../src/domain/room-state.ts";
import type { RunningLiveKit } from "../support/livekit-server.ts";

const cli = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

/** Where the daemon runs: here, or in a network of its own. */
interface Place {
  /** Command that starts it there. */
  within: string[];
  listen: string;
  /** At which its pages are reached. */
  address: string;
}

const here: Place = { within: [], listen: "127.0.0.1", address: "127.0.0.1" };

/** The real room daemon with its children, on the bench, spoken to as the pages do. */
export class RunningRoom {
  readonly folder: string;
  readonly settingsFile: string;
  origin = "";
  readonly #place: Place;
  #daemon: ChildProcess;

  private constructor(folder: string, place: Place) {
    this.folder = folder;
    this.#place = place;
    this.settingsFile = join(folder, "room.yaml");
    this.#daemon = startDaemon(folder, place.within);
  }

  /**
   * @param more further settings, and files beside them
   * @param panel further settings of the panel
   */
  static async start(
    server: Pick<RunningLiveKit, "url" | "apiKey" | "apiSecret">,
    place: Place = here,
    more: { settings: string; files: Record<string, string>; services?: string; port?: number } = {
      settings: "",
      files: {},
    },
    panel = "guest: true",
  ): Promise<RunningRoom> {
    const folder = await mkdtemp(join(tmpdir(), "roomkeeper-room."));
    for (const [name, text] of Object.entries(more.files)) await writeFile(join(folder, name), text);
    await writeFile(join(folder, "secret"), server.apiSecret);
    await writeFile(
      join(folder, "room.yaml"),
      settingsFor(server, place.listen, panel, more.services, more.port) + more.settings,
    );
    return RunningRoom.startIn(folder, place);
  }

  /** On a folder that has settings and state already. */
  static async startIn(folder: string, place: Place): Promise<RunningRoom> {
    const room = new RunningRoom(folder, place);
    try {
      await room.#served();
    } catch (error) {
      await room.stop();
      throw error;
    }
    return room;
  }

  async #served(): Promise<void> {
    this.origin = (await servedAt(this.#daemon)).replace("127.0.0.1", this.#place.address);
    await this.until((state) => state.phase === "ready" && state.devices.every(({ phase }) => phase === "ready"));
  }

  /** `kill -9`, and a new daemon with the same settings and state. */
  async killAndStartAgain(): Promise<void> {
    const ended = new Promise((resolve) => this.#daemon.once("exit", resolve));
    this.#daemon.kill("SIGKILL");
    await ended;
    this.#daemon = startDaemon(this.folder, this.#place.within);
    await this.#served();
  }

  /** When it has ended by itself: a new daemon, as a supervisor would start it. @returns the exit code of the old one */
  async startAgainWhenEnded(): Promise<number | null> {
    const { exitCode } = this.#daemon;
    const code = exitCode ?? (await new Promise<number | null>((resolve) => this.#daemon.once("exit", resolve)));
    this.#daemon = startDaemon(this.folder, this.#place.within);
    await this.#served();
    return code;
  }

  get pid(): number {
    return this.#daemon.pid ?? 0;
  }

  async state(): Promise<RoomState> {
    return (await (await fetch(`${this.origin}/api/state`)).json()) as RoomState;
  }

  /** @returns the HTTP status and the answer */
  async wish(intent: Intent): Promise<{ status: number; answer: { detail?: string; code?: string } }> {
    const response = await fetch(`${this.origin}/api/intents`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(intent),
    });
    return { status: response.status, answer: (await response.json()) as { detail?: string } };
  }

  /** The state as soon as it fits. @throws Error with the last state after `withinMs` */
  async until(fits: (state: RoomState) => boolean, withinMs = 90_000): Promise<RoomState> {
    for (const giveUpAt = performance.now() + withinMs; ; ) {
      const state = await this.state();
      if (fits(state)) return state;
      if (performance.now() > giveUpAt) throw new Error(`never fitted: ${JSON.stringify(state)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Joins the meeting `name` and waits until others can hear and see the room. */
  async join(name: string): Promise<void> {
    await this.wish({ type: "join", room: name });
    await this.until(({ meeting }) => meeting?.phase === "connected" && meeting.camera.on && meeting.microphone.on);
  }

  /** Process ids of children by what they run. */
  children(program: string): number[] {
    const list = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
    const rows = list.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
    const own = new Set([this.pid]);
    for (let size = 0; size !== own.size; ) {
      size = own.size;
      for (const [, pid, parent] of rows) if (own.has(Number(parent))) own.add(Number(pid));
    }
    return rows
      .filter(([, pid, , args]) => own.has(Number(pid)) && args?.includes(program))
      .map(([, pid]) => Number(pid));
  }

  /** One number of /metrics. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.origin}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:{.*})? (.*)$`, "m").exec(text)?.[1]);
  }

  async stop(): Promise<void> {
    if (this.#daemon.exitCode === null && this.#daemon.signalCode === null) {
      const ended = new Promise((resolve) => this.#daemon.once("exit", resolve));
      this.#daemon.kill("SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

function startDaemon(folder: string, within: string[]): ChildProcess {
  const [program = "", ...args] = [...within, process.execPath, cli, "room", "--config", join(folder, "room.yaml")];
  return spawn(program, args, {
    env: { ...process.env, XDG_STATE_HOME: join(folder, "state") },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

const settingsFor = (
  { url, apiKey }: Pick<RunningLiveKit, "url" | "apiKey">,
  listen: string,
  panel: string,
  services = `[{ kind: livekit, url: "${url}", apiKey: ${apiKey}, apiSecretFile: secret, linkHosts: [meet.example.org] }]`,
  port = 0,
) => `
room: { name: Oak, zone: Europe/Berlin }
panel: { host: ${listen}, port: ${port}, ${panel} }
services: ${services}
devices: { drivers: { bench: {}, uvc-camera: { off: true }, alsa-audio: { off: true }, hdmi-capture: { off: true } } }
`;

/** The daemon's own word for where it serves; its log lines are shown when it never comes. */
function servedAt(daemon: ChildProcess): Promise<string> {
  let heard = "";
  return new Promise((resolve, reject) => {
    daemon.stderr?.on("data", (chunk) => {
      heard = (heard + chunk).slice(-20_000);
      const url = /"url":"(http:[^"]+)"/.exec(heard)?.[1];
      if (url !== undefined) resolve(url);
    });
    daemon.once("exit", (code) => reject(new Error(`the daemon ended with ${code}:\n${heard}`)));
  });
}
