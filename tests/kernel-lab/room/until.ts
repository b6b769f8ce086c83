import { setTimeout as sleep } from "node:timers/promises";
import { RoomkeeperError } from "../../../src/domain/errors.ts";

/** Asks until it is so. @returns how long it took, ms @throws RoomkeeperError process.timeout, naming what was waited for */
export async function untilTrue(
  what: string,
  withinMs: number,
  ask: () => Promise<boolean> | boolean,
): Promise<number> {
  const startMs = performance.now();
  for (;;) {
    if (await ask()) return performance.now() - startMs;
    if (performance.now() - startMs > withinMs)
      throw new RoomkeeperError("process.timeout", `within ${withinMs / 1000} s it did not happen that ${what}`);
    await sleep(20);
  }
}
