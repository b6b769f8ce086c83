import type { DeviceReport } from "../domain/device.ts";
import { backoffMs } from "../platform/backoff.ts";
import type { ChildLink } from "../platform/child-link.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { HostOrder, HostReport } from "../protocol/device-host.ts";

export type HostLink = Pick<ChildLink<HostOrder, HostReport>, "pid" | "send" | "kill" | "retire">;

export interface DeviceLanePorts {
  spawn: (handlers: { onReport: (report: HostReport) => void; onEnd: (why: string) => void }) => HostLink;
  clock: Clock;
  log: Log;
  onDevices: (devices: DeviceReport[]) => void;
  onSettingsRefused: (driver: string, detail: string) => void;
  onDown: (detail: string) => void;
}

type Configuration = Omit<Extract<HostOrder, { type: "configure" }>, "type">;

/**
 * The device host: always one, configured; started again when it ends. The first restart comes at once, since a host that
 * dies takes hot-plug with it; the media of a running meeting do not depend on it.
 */
export class DeviceLane {
  readonly #ports: DeviceLanePorts;
  readonly #configuration: Configuration;
  #host: HostLink | null = null;
  #ends = 0;
  #activeDeviceIds: string[] = [];
  #stopRestart = () => {};

  constructor(ports: DeviceLanePorts, configuration: Configuration) {
    this.#ports = ports;
    this.#configuration = configuration;
  }

  start(): void {
    const host = this.#ports.spawn({
      onReport: (report) => this.#heard(report),
      onEnd: (why) => this.#lost(host, why),
    });
    this.#host = host;
    host.send({ type: "configure", ...this.#configuration });
    host.send({ type: "activity", activeDeviceIds: this.#activeDeviceIds });
  }

  /** Which devices a meeting worker has open. */
  activity(deviceIds: string[]): void {
    if (deviceIds.join() === this.#activeDeviceIds.join()) return;
    this.#activeDeviceIds = deviceIds;
    this.#host?.send({ type: "activity", activeDeviceIds: deviceIds });
  }

  /** A device that is there but gives nothing. */
  reset(deviceId: string): void {
    this.#host?.send({ type: "reset", deviceId });
  }

  close(): void {
    this.#stopRestart();
    this.#host?.send({ type: "stop" });
    this.#host?.retire(2000);
    this.#host = null;
  }

  #heard(report: HostReport): void {
    if (report.type === "devices") {
      this.#ends = 0;
      this.#ports.onDevices(report.devices);
    }
    if (report.type === "settingsRefused") this.#ports.onSettingsRefused(report.driver, report.detail);
  }

  #lost(host: HostLink, why: string): void {
    if (host !== this.#host) return;
    this.#host = null;
    this.#ports.log.error("the device host ended", { why, ends: this.#ends });
    this.#ports.onDown(why);
    const waitMs = this.#ends === 0 ? 0 : backoffMs(this.#ends, { baseMs: 200, capMs: 10_000 });
    this.#ends++;
    this.#stopRestart = this.#ports.clock.after(waitMs, () => this.start());
  }
}
