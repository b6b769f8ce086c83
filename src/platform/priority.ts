import { readdirSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { messageOf } from "../domain/errors.ts";
import type { Log } from "./log.ts";

const preferred = -5;
const ordinary = 0;

/**
 * This process, and those that it starts from now on, come before whatever else the computer does. Takes rights (root, or LimitNICE in
 * the unit); without them everything works, only less steadily on a busy computer.
 */
export function preferThisProcess(log: Log): void {
  try {
    eachThread((thread) => setPriority(thread, preferred));
  } catch (error) {
    log.debug("no right to run with priority", { error: messageOf(error) });
  }
}

/** This process as any other again, for one that was started by one that is preferred. */
export function preferNoMore(): void {
  eachThread((thread) => {
    if (getPriority(thread) < ordinary) setPriority(thread, ordinary);
  });
}

/** The same for the thread that asks alone. */
export function preferThreadNoMore(): void {
  if (getPriority() < ordinary) setPriority(ordinary);
}

/** Linux keeps a priority for each thread; new ones have that of who makes them. Threads may end meanwhile. */
function eachThread(change: (id: number) => void): void {
  for (const thread of readdirSync("/proc/self/task"))
    try {
      change(Number(thread));
    } catch (error) {
      if ((error as { info?: { code?: string } }).info?.code !== "ESRCH") throw error;
    }
}
