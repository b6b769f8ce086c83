import { readdirSync, readFileSync } from "node:fs";

export interface FoundProcess {
  pid: number;
  parent: number;
  command: string;
}

/** Every process of this computer that is not a zombie. */
export function processes(): FoundProcess[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []));
}

/** The media programs that a worker runs now; empty when it holds no device. */
export function childrenOf(parent: number): FoundProcess[] {
  return processes().filter((found) => found.parent === parent);
}

export const isAlive = (pid: number) => processes().some((found) => found.pid === pid);

/** Waits until it holds. @throws Error after `withinMs` */
export async function eventually(what: string, holds: () => boolean, withinMs = 60_000): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > giveUpAt) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function readProcess(pid: number): FoundProcess[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return state === "Z" ? [] : [{ pid, parent: Number(parent), command }];
  } catch {
    return []; // gone meanwhile
  }
}
