import { type ChildProcess, fork } from "node:child_process";
import type { WorkerOrder, WorkerReport } from "../../../src/protocol/meeting-worker.ts";
import { readWorkerReport } from "../../../src/protocol/meeting-worker.ts";
import { Heard } from "./child.ts";

type Named<Type> = Extract<WorkerReport, { type: Type }>;
type SourceReport = Named<"source">;

const entry = new URL("../../../src/meeting-worker/main.ts", import.meta.url);

/** The meeting worker as the daemon forks it. */
export class WorkerUnderTest {
  readonly heard = new Heard<WorkerReport>();
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;

  constructor(env: Record<string, string> = {}) {
    this.child = fork(entry, [], { stdio: ["ignore", "ignore", "inherit", "ipc"], env: { ...process.env, ...env } });
    this.child.on("message", (data) => this.heard.add(readWorkerReport(data)));
    this.ended = new Promise((resolve) => this.child.once("exit", (code, signal) => resolve({ code, signal })));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  tell(order: WorkerOrder): void {
    this.child.send(order);
  }

  until<Type extends WorkerReport["type"]>(
    type: Type,
    fits: (report: Named<Type>) => boolean = () => true,
    options: { from?: number; withinMs?: number } = {},
  ): Promise<Named<Type>> {
    return this.heard.until(
      (report): report is Named<Type> => report.type === type && fits(report as Named<Type>),
      options,
    );
  }

  untilSource(source: SourceReport["source"], activity: SourceReport["activity"], from = 0): Promise<SourceReport> {
    return this.until("source", (report) => report.source === source && report.activity === activity, { from });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill("SIGKILL");
    await this.ended;
  }
}
