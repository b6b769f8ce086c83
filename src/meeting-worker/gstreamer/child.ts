import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";

export interface ChildEnd {
  /** Exit code or signal, in words. */
  how: string;
  /** The last lines that it wrote to standard error. */
  said: string;
}

export interface MediaChild {
  readonly pid: number;
  readonly input: Writable | null;
  readonly output: Readable | null;
  /** Ends it at once. `onEnd` is not called after that. */
  stop(): void;
}

export interface MediaChildOptions {
  program: string;
  args: string[];
  input?: boolean;
  output?: boolean;
  /** What it writes to standard error, as it comes. */
  onSaid?: (text: string) => void;
  /** Once, when it ends by itself or cannot be started. */
  onEnd: (end: ChildEnd) => void;
}

/**
 * The child asks the kernel for SIGKILL on its parent's death, then makes sure that the parent has not died just before
 * (the shell, which replaces itself by the program).
 */
const guarded = ["--pdeathsig", "KILL", "sh", "-c", '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid)];

const keptText = 4000;

/** Starts a media program that cannot outlive this process, whatever ends it (SIGKILL, too). */
export function startMediaChild({
  program,
  args,
  input = false,
  output = false,
  onSaid,
  onEnd,
}: MediaChildOptions): MediaChild {
  const child = spawn("setpriv", [...guarded, program, ...args], {
    stdio: [input ? "pipe" : "ignore", output ? "pipe" : "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C", GST_DEBUG_NO_COLOR: "1" },
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-keptText);
    onSaid?.(text);
  });
  // A program that ends while it is written to: its end is told below.
  child.stdin?.on("error", () => {});
  let done = false;
  const end = (how: string) => {
    if (done) return;
    done = true;
    onEnd({ how, said: said.trim() });
  };
  child.on("error", (error) => end(error.message));
  child.on("close", (code, signal) => end(signal === null ? `exit ${code}` : `signal ${signal}`));
  return {
    pid: child.pid ?? 0,
    input: child.stdin,
    output: child.stdout,
    stop: () => {
      done = true;
      endChild(child);
    },
  };
}

/** The kernel gives the device back when the process is gone: no asking first. */
function endChild(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stdin?.destroy();
  child.kill("SIGKILL");
}
