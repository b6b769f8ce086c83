import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export interface WindowSeen {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A real X server without a screen (Xvfb) on a number that it finds itself. */
export class XDisplay {
  readonly name: string;
  readonly width = 1280;
  readonly height = 720;
  readonly #server: ChildProcess;

  private constructor(name: string, server: ChildProcess) {
    this.name = name;
    this.#server = server;
  }

  static async start(): Promise<XDisplay> {
    const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x720x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const failed = once(server, "exit").then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`)));
    const [number] = await Promise.race([once(server.stdio[3] as Readable, "data"), failed]);
    failed.catch(() => {});
    return new XDisplay(`:${String(number).trim()}`, server);
  }

  /** Windows of this class that are shown now. */
  windows(className: string): WindowSeen[] {
    const ids = this.#xdotool("search", "--onlyvisible", "--class", className).split("\n").filter(Boolean);
    return ids.map((id) => {
      const shell = this.#xdotool("getwindowgeometry", "--shell", id);
      const value = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, "m").exec(shell)?.[1]);
      return { x: value("X"), y: value("Y"), width: value("WIDTH"), height: value("HEIGHT") };
    });
  }

  /** A key pressed on a keyboard of this display. */
  press(key: string): void {
    this.#xdotool("key", key);
  }

  async stop(): Promise<void> {
    const ended = once(this.#server, "exit");
    this.#server.kill("SIGTERM");
    await ended;
  }

  #xdotool(...args: string[]): string {
    try {
      const env = { ...process.env, DISPLAY: this.name };
      return execFileSync("xdotool", args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    } catch (error) {
      // `search` ends with 1 when it finds nothing.
      if ((error as { status?: number }).status === 1) return "";
      throw error;
    }
  }
}
