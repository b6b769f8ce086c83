import { getPriority, setPriority } from "node:os";
import { messageOf } from "../domain/errors.ts";
import type { Log } from "./log.ts";

const preferred = -5;

/**
 * This process, and those that it starts from now on, come before whatever else the computer does. Takes rights (root, or LimitNICE in
 * the unit); without them everything works, only less steadily on a busy computer. To be called first: threads that are there already
 * stay as they are.
 */
export function preferThisProcess(log: Log): void {
  try {
    setPriority(preferred);
  } catch (error) {
    log.debug("no right to run with priority", { error: messageOf(error) });
  }
}

/** The thread that asks, for long work in a process that is preferred: as any other program again. */
export function preferNoMore(): void {
  if (getPriority() < 0) setPriority(0);
}
