import { parentPort, workerData } from "node:worker_threads";
import { type ExpansionAnswer, type ExpansionRequest, SharedProgress } from "../../../src/agenda/expansion-messages.ts";

// A reader that never comes back from one series, unless it is told to leave it out.
const uid = "stuck@example.com";
const progress = new SharedProgress((workerData as { progress: SharedArrayBuffer }).progress);

parentPort?.on("message", ({ id, skip }: ExpansionRequest) => {
  if (!skip.includes(uid)) {
    progress.begin(uid);
    for (;;) Atomics.load(new Int32Array(progress.memory, 0, 1), 0);
  }
  const problem = { uid, line: 1, property: "RRULE", dropped: true, message: "left out" };
  parentPort?.postMessage({ id, kind: "done", problems: [problem] } satisfies ExpansionAnswer);
});
