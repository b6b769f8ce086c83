import type { DeviceReport } from "../domain/device.ts";
import type { DeviceOrder, RoomSummary } from "../domain/device-command.ts";
import type { DeviceEvent } from "../domain/device-event.ts";
import { backoffMs } from "../platform/backoff.ts";
import type { ChildLink } from "../platform/child-link.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { HostOrder, HostReport } from "../protocol/device-host.ts";
import { CrashLedger } from "./crash-ledger.ts";
import { OrderBook } from "./order-book.ts";

export type HostLink = Pick<ChildLink<HostOrder, HostReport>, "pid" | "send" | "kill" | "retire">;

export interface DeviceLanePorts {
  spawn: (handlers: { onReport: (report: HostReport) => void; onEnd: (why: string) => void }) => HostLink;
  clock: Clock;
  log: Log;
  onDevices: (devices: DeviceReport[]) => void;
  onSettingsRefused: (driver: string, detail: string) => void;
  onDown: (detail: string) => void;
}

type Configuration = Omit<Extract<HostOrder, { type: "configure" }>, "type" | "off">;

/**
 * The device host: always one, configured; started again when it ends. The first restart comes at once, since a host that
 * dies takes hot-plug with it; the media of a running meeting do not depend on it. A driver that kills it three times within a
 * minute is set aside until the room daemon starts anew.
 */
export class DeviceLane {
  readonly #ports: DeviceLanePorts;
  readonly #configuration: Configuration;
  readonly #orders: OrderBook;
  readonly #crashes = new CrashLedger();
  readonly #listeners = new Set<(deviceId: string, event: DeviceEvent) => void>();
  #host: HostLink | null = null;
  #ends = 0;
  #activeDeviceIds: string[] = [];
  #shown: RoomSummary | null = null;
  #stopRestart = () => {};

  constructor(ports: DeviceLanePorts, configuration: Configuration) {
    this.#ports = ports;
    this.#configuration = configuration;
    this.#orders = new OrderBook(ports.clock, (order) => this.#host?.send(order));
  }

  start(): void {
    const host = this.#ports.spawn({
      onReport: (report) => this.#heard(report),
      onEnd: (why) => this.#lost(host, why),
    });
    this.#host = host;
    host.send({ type: "configure", ...this.#configuration, off: this.#crashes.aside });
    host.send({ type: "activity", activeDeviceIds: this.#activeDeviceIds });
    if (this.#shown !== null) host.send({ type: "show", room: this.#shown });
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

  /** What lamps, keys and panels show from now on. */
  show(room: RoomSummary): void {
    if (JSON.stringify(room) === JSON.stringify(this.#shown)) return;
    this.#shown = room;
    this.#host?.send({ type: "show", room });
  }

  /** @throws DeviceError (rejects) when the device does not take it, or nobody answers */
  command(deviceId: string, order: DeviceOrder): Promise<void> {
    return this.#orders.give(deviceId, order);
  }

  /** Tells what happens at devices. Returns how to stop. */
  onEvent(listener: (deviceId: string, event: DeviceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#stopRestart();
    this.#host?.send({ type: "stop" });
    this.#host?.retire(2000);
    this.#host = null;
    this.#orders.dropAll("the room is closing");
  }

  #heard(report: HostReport): void {
    switch (report.type) {
      case "devices":
        this.#ends = 0;
        return this.#ports.onDevices(report.devices as DeviceReport[]);
      case "settingsRefused":
        return this.#ports.onSettingsRefused(report.driver, report.detail);
      case "observation":
        for (const listener of this.#listeners) listener(report.deviceId, report.event);
        return;
      case "commandResult":
        return this.#orders.settle(report.id, report.problem);
      case "calling":
        return this.#crashes.calling(report.driver);
      case "crashed":
        this.#ports.log.error("a driver brought the device host down", {
          driver: report.driver,
          detail: report.detail,
        });
        return this.#crashes.blame(report.driver);
    }
  }

  #lost(host: HostLink, why: string): void {
    if (host !== this.#host) return;
    this.#host = null;
    const { clock, log, onDown, onSettingsRefused } = this.#ports;
    log.error("the device host ended", { why, ends: this.#ends });
    this.#orders.dropAll("the device host ended");
    onDown(why);
    const aside = this.#crashes.ended(clock.monotonicMs());
    if (aside !== null)
      onSettingsRefused(aside, "this driver crashed the device host three times within a minute and is set aside");
    const waitMs = this.#ends === 0 ? 0 : backoffMs(this.#ends, { baseMs: 200, capMs: 10_000 });
    this.#ends++;
    this.#stopRestart = clock.after(waitMs, () => this.start());
  }
}
