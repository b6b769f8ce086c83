import { join } from "node:path";
import type { DeviceReport } from "../../../src/domain/device.ts";
import type { DeviceOrder, RoomSummary } from "../../../src/domain/device-command.ts";
import { RoomkeeperError } from "../../../src/domain/errors.ts";
import { type HostOrder, type HostReport, readHostReport } from "../../../src/protocol/device-host.ts";
import type { Machine } from "../vm/machine.ts";
import { programFile } from "../vm/programs.ts";
import { patienceMs } from "./numbers.ts";

const entry = programFile("device-host");
const name = "device-host";
const drivers = { "uvc-camera": {}, "hdmi-capture": {}, "alsa-audio": {}, "hid-speakerphone": {}, "stream-deck": {} };

type Heard = { atMs: number; report: HostReport };

/** What the room shows while it is in a meeting. */
export const inMeeting: RoomSummary = {
  meeting: "in",
  microphone: true,
  camera: true,
  sharing: false,
  canShare: false,
  volumePercent: 50,
  ringing: false,
  occupied: true,
  joinable: null,
  meetNow: false,
};

/** The product's device host in the guest, spoken to as the daemon speaks to it. */
export class LabDeviceHost {
  readonly #machine: Machine;
  readonly heard: Heard[] = [];
  #devices: readonly DeviceReport[] = [];
  #further: Record<string, Record<string, unknown>> = {};
  #off: string[] = [];
  #commands = 0;

  private constructor(machine: Machine) {
    this.#machine = machine;
    machine.guest.hear(name, (message) => {
      const report = readHostReport(message);
      this.heard.push({ atMs: performance.now(), report });
      if (report.type === "devices") this.#devices = report.devices as DeviceReport[];
    });
  }

  static async start(machine: Machine): Promise<LabDeviceHost> {
    const host = new LabDeviceHost(machine);
    await host.begin();
    return host;
  }

  /** Starts the process, as the daemon does after each of its ends. */
  async begin(): Promise<void> {
    const { guest, folder } = this.#machine;
    this.#devices = [];
    const from = this.heard.length;
    await guest.ask({ order: "fork", name, entry, logFile: join(folder, "device-host.log") });
    await this.next("the device host is ready", ({ type }) => type === "ready", from, patienceMs(8000));
    await this.configure(this.#further, this.#off);
  }

  /** @param off drivers that let go of their devices */
  async configure(further: Record<string, Record<string, unknown>>, off: string[] = []): Promise<void> {
    this.#further = further;
    this.#off = off;
    const cameraSize = { width: 320, height: 180, framesPerSecond: 10 };
    await this.tell({ type: "configure", drivers: { ...drivers, ...further }, off, cameraSize });
  }

  get devices(): readonly DeviceReport[] {
    return this.#devices;
  }

  async tell(order: HostOrder): Promise<void> {
    await this.#machine.guest.ask({ order: "tell", name, message: order });
  }

  /** @throws RoomkeeperError when the device does not take it */
  async command(deviceId: string, command: DeviceOrder): Promise<void> {
    const id = ++this.#commands;
    const from = this.heard.length;
    await this.tell({ type: "command", id, deviceId, command });
    const isAnswer = (report: HostReport) => report.type === "commandResult" && report.id === id;
    const { report } = await this.next(`an answer to ${command.type}`, isAnswer, from, patienceMs(3000));
    if (report.type === "commandResult" && report.problem !== null)
      throw new RoomkeeperError("device.protocol", `${command.type}: ${report.problem.message}`);
  }

  kill(): Promise<unknown> {
    return this.#machine.guest.ask({ order: "signal", name, signal: "SIGKILL" });
  }

  /** A device of this driver that is ready. @returns it, and when it was told (performance.now) */
  async ready(driver: string, withinMs = patienceMs(5000), port = ""): Promise<{ device: DeviceReport; atMs: number }> {
    const isIt = (one: DeviceReport) => one.driver === driver && one.phase === "ready" && one.port.endsWith(port);
    const find = () => this.#devices.find(isIt);
    const now = find();
    if (now !== undefined) return { device: now, atMs: performance.now() };
    const fits = (report: HostReport) => report.type === "devices" && find() !== undefined;
    const { atMs } = await this.next(`a ready device of ${driver}`, fits, this.heard.length, withinMs);
    return { device: find() as DeviceReport, atMs };
  }

  /** No device of this driver at that port any more. @returns when that was told */
  async gone(driver: string, withinMs = patienceMs(2000)): Promise<number> {
    const isGone = () => !this.#devices.some((one) => one.driver === driver && one.phase !== "gone");
    if (isGone()) return performance.now();
    const { atMs } = await this.next(`no device of ${driver}`, isGone, this.heard.length, withinMs);
    return atMs;
  }

  /** The first report that fits, among those from `from` on. @throws RoomkeeperError with the newest devices */
  async next(what: string, fits: (report: HostReport) => boolean, from: number, withinMs: number): Promise<Heard> {
    for (const endMs = performance.now() + withinMs; performance.now() < endMs; ) {
      const found = this.heard.slice(from).find(({ report }) => fits(report));
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const devices = this.#devices.map(({ id, phase, problem }) => ({ id, phase, problem }));
    const message = `within ${withinMs / 1000} s: ${what}; devices: ${JSON.stringify(devices)}`;
    throw new RoomkeeperError("process.timeout", message);
  }
}
