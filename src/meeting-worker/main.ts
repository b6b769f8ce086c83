import { messageOf } from "../domain/errors.ts";
import { systemClock } from "../platform/clock.ts";
import { createLog } from "../platform/log.ts";
import { preferThisProcess } from "../platform/priority.ts";
import { readWorkerOrder, type WorkerReport } from "../protocol/meeting-worker.ts";
import { PacedClock } from "./audio/paced-clock.ts";

/**
 * The meeting worker's process: orders come over the IPC channel, reports go back. It ends by itself after the meeting, and
 * when the channel closes (the daemon is gone): a room nobody steers must not stay in a meeting.
 */
const endWithinMs = 2000;
const log = createLog(process.env.ROOMKEEPER_LOG_LEVEL ?? "info", { process: "meeting-worker", pid: process.pid });

preferThisProcess(log);
// The binding's own logger writes debug lines unless told that this is production; it reads this while being loaded.
process.env.NODE_ENV = "production";
const { Worker } = await import("./worker.ts");

const report = (message: WorkerReport) => {
  if (process.connected) process.send?.(message);
};

/** Says the last word and ends, whether or not anybody still listens. */
function finish(last: WorkerReport, code = 0): void {
  setTimeout(() => process.exit(code), 300);
  if (process.connected) process.send?.(last, () => process.exit(code));
  else process.exit(code);
}

const worker = new Worker({ clock: systemClock, pace: new PacedClock(systemClock), log, report }, (last) =>
  finish(last, last.type === "panic" ? 70 : 0),
);

function abandon(why: string): void {
  log.warn("leaving the meeting", { why });
  setTimeout(() => process.exit(0), endWithinMs);
  void worker.leave();
}

process.on("message", (data) => {
  try {
    worker.obey(readWorkerOrder(data));
  } catch (error) {
    // The meeting goes on as it was: an order that cannot be read, or not followed, changes nothing.
    log.error("an order was not followed", { error: messageOf(error) });
  }
});
process.on("disconnect", () => abandon("the daemon is gone"));
process.on("SIGTERM", () => abandon("SIGTERM"));
// Ctrl-C goes to the whole group: the daemon hears it, too, and says what to do.
process.on("SIGINT", () => {});
process.on("unhandledRejection", (error) => log.error("something failed unheard", { error: String(error) }));
process.on("uncaughtException", (error) => {
  log.error("the meeting worker ends by a mistake of its own", { error: error.stack ?? String(error) });
  process.exit(1);
});
