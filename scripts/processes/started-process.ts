import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, type ProcessInfo, processTree } from "./process-tree.ts";

export interface StartedProcess {
  name: string;
  pid: number;
  logFile: string;
  child: ChildProcess;
  /** How it ended, such as "exit code 1" or "SIGKILL". */
  ended: Promise<string>;
  /** Ends it and everything it started: asks first, insists after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

export interface StartOptions {
  logFile: string;
  env?: NodeJS.ProcessEnv;
  /** Its standard output can be read from `child.stdout`, its input written to; else both go to the log. */
  pipes?: boolean;
}

/**
 * Starts a program in a process group of its own. It is also told to end when this process dies, however that happens
 * (setpriv, util-linux).
 */
export function startProcess(name: string, command: string[], options: StartOptions): StartedProcess {
  const log = openSync(options.logFile, "a");
  const stdio = options.pipes ? (["pipe", "pipe", log] as const) : (["ignore", log, log] as const);
  const child = spawn("setpriv", ["--pdeathsig", "TERM", "--", ...command], {
    detached: true,
    env: options.env ?? process.env,
    stdio: [...stdio],
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const pid = child.pid ?? 0;
  return { name, pid, logFile: options.logFile, child, ended, stop: (graceMs = 5000) => endTree(pid, graceMs) };
}

/** The whole tree is noted before the first signal: what outlives its parent is then still known. */
async function endTree(pid: number, graceMs: number): Promise<void> {
  if (pid === 0) return;
  const tree = processTree(pid);
  signalGroup(pid, "SIGTERM");
  if (await allGone(tree, graceMs)) return;
  signalGroup(pid, "SIGKILL");
  for (const process of tree.filter(isRunning)) signal(process.pid, "SIGKILL");
  await allGone(tree, 2000);
}

async function allGone(tree: ProcessInfo[], withinMs: number): Promise<boolean> {
  for (const until = performance.now() + withinMs; ; await sleep(20)) {
    if (!tree.some(isRunning)) return true;
    if (performance.now() > until) return false;
  }
}

const signalGroup = (pid: number, name: NodeJS.Signals) => signal(-pid, name);

/** To a process that may have ended meanwhile. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
