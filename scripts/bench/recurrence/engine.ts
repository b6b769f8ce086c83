import { Worker } from "node:worker_threads";

export const engineNames = ["roomkeeper", "rrule-temporal", "rrule", "ical.js", "node-ical"] as const;
export type EngineName = (typeof engineNames)[number];

export type Task =
  /** The first dates of a rule, in the form of DTSTART. */
  | { kind: "rule"; rule: string; start: string; count: number }
  /** The number of occurrences in a calendar file from 2010 to 2026. */
  | { kind: "calendar"; file: string }
  /** Milliseconds for a daily series of 20 years. */
  | { kind: "old-series" };

export interface EngineJob {
  engine: EngineName;
  task: Task;
  /** Where the libraries that are not part of the project are installed. */
  modules: string;
}

/** Runs one task in a thread of its own: some engines never come back from some rules. */
export function runEngine(job: EngineJob, deadlineMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const script = new URL(`engine-${job.engine === "roomkeeper" ? "own" : "others"}.ts`, import.meta.url);
    const worker = new Worker(script, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const timer = setTimeout(() => finish("no answer in time"), deadlineMs);
    const finish = (answer: unknown) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    worker.once("message", finish);
    worker.once("error", (error) => finish(String(error)));
  });
}
