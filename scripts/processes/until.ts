import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, RoomkeeperError } from "../../src/domain/errors.ts";
import type { StartedProcess } from "./started-process.ts";

/**
 * Asks again and again until there is an answer (anything but null).
 * @throws RoomkeeperError meeting.timeout, naming what was waited for and the last trouble
 */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => Promise<T | null> | T | null,
  everyMs = 20,
): Promise<T> {
  let trouble = "";
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(everyMs)) {
    try {
      const answer = await ask();
      if (answer !== null) return answer;
    } catch (error) {
      if (error instanceof RoomkeeperError) throw error;
      trouble = `: ${messageOf(error)}`;
    }
  }
  throw new RoomkeeperError("process.timeout", `${what} did not happen within ${withinMs / 1000} s${trouble}`);
}

/** Until an address answers with success. Ends at once when the program behind it does. */
export async function untilAnswers(url: string, process: StartedProcess, withinMs: number): Promise<void> {
  let end: string | null = null;
  process.ended.then((how) => {
    end = how;
  });
  await until(`${process.name} at ${url}`, withinMs, async () => {
    if (end !== null) {
      throw new RoomkeeperError("process.crashed", `${process.name} ended (${end}); its log: ${process.logFile}`);
    }
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return response.ok ? true : null;
  });
}
