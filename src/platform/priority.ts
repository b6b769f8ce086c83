import { getPriority, setPriority } from "node:os";
import { messageOf } from "../domain/errors.ts";
import type { Log } from "./log.ts";

/** As far as the unit's LimitNICE goes. */
export const preferred = -5;
const ordinary = 0;

/**
 * This process, and those that it starts from now on, come before whatever else the computer does. Takes rights (root, or LimitNICE in
 * the unit); without them everything works, only less steadily on a busy computer. To be called first: Linux keeps a priority for
 * each thread, and those that are there already stay as they are.
 */
export function preferThisProcess(log: Log): void {
  try {
    setPriority(preferred);
  } catch (error) {
    log.debug("no right to run with priority", { error: messageOf(error) });
  }
}

/** The thread that asks as any other program again, for long work that can wait. */
export function preferThreadNoMore(): void {
  if (getPriority() < ordinary) setPriority(ordinary);
}
