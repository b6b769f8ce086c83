import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { WorkerReport } from "../protocol/meeting-worker.ts";
import type { PacedClock } from "./audio/paced-clock.ts";

/** What every part of the worker needs from outside itself. */
export interface Surroundings {
  clock: Clock;
  /** Blocks of 10 ms by the system's clock: for what has no clock of its own. */
  pace: PacedClock;
  log: Log;
  /** Tells the daemon. */
  report: (report: WorkerReport) => void;
}
