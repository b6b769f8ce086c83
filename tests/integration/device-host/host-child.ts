import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { DeviceReport } from "../../../src/domain/device.ts";
import { type HostOrder, type HostReport, readHostReport } from "../../../src/protocol/device-host.ts";

const cameraSize = { width: 1280, height: 720, framesPerSecond: 30 };

/** A device host as the daemon forks it. Every report is checked against the protocol. */
export class HostChild {
  readonly process: ChildProcess;
  readonly reports: HostReport[] = [];
  readonly #heard = new Set<() => void>();

  constructor(entry: string, env: NodeJS.ProcessEnv = {}) {
    const path = fileURLToPath(new URL(entry, import.meta.url));
    this.process = fork(path, { env: { ...process.env, ROOMKEEPER_LOG_LEVEL: "error", ...env } });
    this.process.on("message", (message) => {
      this.reports.push(readHostReport(message));
      for (const heard of this.#heard) heard();
    });
  }

  send(order: HostOrder) {
    this.process.send(order);
  }

  configure(drivers: Record<string, Record<string, unknown>>) {
    this.send({ type: "configure", drivers, cameraSize });
  }

  get devices(): DeviceReport[] {
    const last = this.reports.filter((report) => report.type === "devices").at(-1);
    // The protocol's shape is the domain's.
    return (last?.devices ?? []) as DeviceReport[];
  }

  device(id: string) {
    return this.devices.find((device) => device.id === id);
  }

  /** Waits for what the reports show; the test's own time limit is the limit. */
  until<T>(look: (child: HostChild) => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const heard = () => {
        const found = look(this);
        if (found === undefined || found === false) return;
        this.#heard.delete(heard);
        resolve(found);
      };
      this.#heard.add(heard);
      heard();
    });
  }

  untilPhase(id: string, phase: DeviceReport["phase"]) {
    return this.until(() => this.devices.find((device) => device.id === id && device.phase === phase));
  }

  /** Every device that it has found. */
  untilAllReady(): Promise<DeviceReport[]> {
    return this.until(
      ({ devices }) => devices.length > 0 && devices.every(({ phase }) => phase === "ready") && devices,
    );
  }

  async ended(): Promise<{ code: number | null; signal: string | null }> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return { code: exitCode, signal: signalCode };
    const [code, signal] = (await once(this.process, "exit")) as [number | null, string | null];
    return { code, signal };
  }

  async remove() {
    this.process.kill("SIGKILL");
    await this.ended();
  }
}
