import { readdirSync, readFileSync } from "node:fs";

/** One process, from `/proc/PID/stat` (proc(5)). */
export interface ProcessInfo {
  pid: number;
  parent: number;
  /** Clock ticks after boot: with the pid it names a process for good. */
  startedAt: number;
  state: string;
  /** Processor time used, user and system, in seconds. */
  cpuSeconds: number;
}

/** Linux counts in hundredths of a second (USER_HZ), whatever the kernel's own clock. */
const ticksPerSecond = 100;

/** Null when there is no such process. */
function processInfo(pid: number): ProcessInfo | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The name in parentheses may hold spaces and parentheses itself.
  const [state = "", ...numbers] = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const at = (field: number) => Number(numbers[field - 4]);
  return { pid, parent: at(4), state, startedAt: at(22), cpuSeconds: (at(14) + at(15)) / ticksPerSecond };
}

function allProcesses(): ProcessInfo[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processInfo(Number(name)) ?? []);
}

/** The process and everything below it, parents first. Empty when it is gone. */
export function processTree(pid: number, all = allProcesses()): ProcessInfo[] {
  const tree = all.filter((process) => process.pid === pid);
  for (const parent of tree) tree.push(...all.filter((process) => process.parent === parent.pid));
  return tree;
}

/** Whether this very process still runs (a zombie does not). */
export function isRunning({ pid, startedAt }: ProcessInfo): boolean {
  const now = processInfo(pid);
  return now !== null && now.startedAt === startedAt && now.state !== "Z";
}
