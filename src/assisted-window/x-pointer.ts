import { type ChildProcess, execFile, spawn } from "node:child_process";
import type { PointerAction } from "../domain/assisted.ts";
import type { Log } from "../platform/log.ts";
import { pointerCommands } from "./pointer-commands.ts";

interface PointerPorts {
  xdotool: string;
  env: Record<string, string>;
  log: Log;
}

/**
 * Moves the pointer of an X display and types, as a mouse and a keyboard would: by xdotool, which runs as long as the window.
 * Everything goes through its pipe: a text may be a passcode, and arguments can be read by everybody.
 */
export class XPointer {
  readonly #ports: PointerPorts;
  #child: ChildProcess | null = null;
  #closed = false;

  constructor(ports: PointerPorts) {
    this.#ports = ports;
  }

  /** The display's size in pixels; null when it does not say. */
  static size({ xdotool, env, log }: PointerPorts): Promise<{ width: number; height: number } | null> {
    return new Promise((resolve) => {
      execFile(xdotool, ["getdisplaygeometry"], { env, timeout: 5000 }, (error, stdout) => {
        const [, width, height] = /^(\d+) (\d+)/.exec(stdout) ?? [];
        if (error !== null) log.warn("the display does not tell its size", { detail: error.message });
        resolve(width === undefined ? null : { width: Number(width), height: Number(height) });
      });
    });
  }

  do(action: PointerAction): void {
    if (this.#closed) return;
    for (const line of pointerCommands(action)) this.#running().stdin?.write(`${line}\n`);
  }

  close(): void {
    this.#closed = true;
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  #running(): ChildProcess {
    if (this.#child !== null) return this.#child;
    const { xdotool, env, log } = this.#ports;
    const child = spawn(xdotool, ["-"], { env, stdio: ["pipe", "ignore", "ignore"] });
    const gone = (detail: string) => {
      if (this.#child !== child) return;
      this.#child = null;
      log.warn("the pointer's program ended; another is started when it is needed", { detail });
    };
    child.on("error", (error) => gone(error.message));
    child.on("exit", (code, signal) => gone(signal ?? `exit ${code}`));
    // A line written to one that is just ending is lost, and `exit` tells.
    child.stdin?.on("error", () => {});
    this.#child = child;
    return child;
  }
}
