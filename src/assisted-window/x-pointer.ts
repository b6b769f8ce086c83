import { type ChildProcess, execFile, spawn } from "node:child_process";
import type { PointerAction } from "../domain/assisted.ts";
import type { Log } from "../platform/log.ts";
import { pointerCommand, typingPieces } from "./pointer-commands.ts";

interface PointerPorts {
  xdotool: string;
  env: Record<string, string>;
  log: Log;
}

/**
 * Moves the pointer of an X display and types, as a mouse and a keyboard would: by xdotool, which runs as long as the window.
 * It knows nothing of the browser.
 */
export class XPointer {
  readonly #ports: PointerPorts;
  #child: ChildProcess | null = null;
  /** Actions come in the order in which they were made, although texts go another way. */
  #typing: Promise<void> = Promise.resolve();
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
    this.#typing = this.#typing.then(async () => {
      if (action.action === "type") for (const piece of typingPieces(action.text)) await this.#type(piece);
      else if (!this.#closed) this.#running().stdin?.write(`${pointerCommand(action)}\n`);
    });
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

  /** The text goes through a pipe: it may be a passcode, and arguments can be read by everybody. */
  #type({ text, pauseMs }: { text: string; pauseMs: number }): Promise<void> {
    const { xdotool, env, log } = this.#ports;
    const args = ["type", "--clearmodifiers", "--delay", String(pauseMs), "--file", "-"];
    const timeout = 5000 + 2 * pauseMs * text.length;
    return new Promise((resolve) => {
      if (this.#closed) return resolve();
      const child = execFile(xdotool, args, { env, timeout }, (error) => {
        if (error !== null) log.warn("a text could not be typed on the display", { detail: error.message });
        resolve();
      });
      child.stdin?.on("error", () => {});
      child.stdin?.end(text);
    });
  }
}
