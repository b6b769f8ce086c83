import type { DeviceCommand } from "../domain/device-command.ts";
import { Cancelled, DeviceError, RoomkeeperError } from "../domain/errors.ts";
import type { Device } from "../driver-contract/index.ts";
import type { Clock } from "../platform/clock.ts";
import { withDeadline } from "./deadline.ts";

/** A device that has not taken a command by then hangs. */
const commandTimeoutMs = 3_000;

type Show = Extract<DeviceCommand, { type: "show" }>;

interface Waiting {
  readonly show: Show;
  readonly resolve: (shown: Promise<void>) => void;
  readonly reject: (error: Cancelled) => void;
}

/** Commands to one device, each with a deadline. Showing is done one at a time, and only the newest that waits. */
export class CommandLane {
  readonly #clock: Clock;
  readonly #deviceId: string;
  #showing: Device | null = null;
  #next: Waiting | null = null;

  constructor(clock: Clock, deviceId: string) {
    this.#clock = clock;
    this.#deviceId = deviceId;
  }

  /**
   * @param device null when it is not open
   * @throws DeviceError device.gone, device.timeout, or what the driver throws; RoomkeeperError intent.impossible when it takes no
   *   commands; Cancelled for a `show` that a newer one replaced
   */
  async run(device: Device | null, command: DeviceCommand): Promise<void> {
    const subject = this.#deviceId;
    if (device === null) throw new DeviceError("device.gone", `${subject} is not open`, { subject });
    if (device.command === undefined)
      throw new RoomkeeperError("intent.impossible", `${subject} takes no commands`, { subject });
    return await (command.type === "show" ? this.#show(device, command) : this.#call(device, command));
  }

  async #show(device: Device, show: Show): Promise<void> {
    if (this.#showing === device) return this.#wait(show);
    this.#showing = device;
    try {
      await this.#call(device, show);
    } finally {
      if (this.#showing === device) this.#takeNext(device);
    }
  }

  #wait(show: Show): Promise<void> {
    this.#next?.reject(new Cancelled("an older picture of the room"));
    return new Promise((resolve, reject) => {
      this.#next = { show, resolve, reject };
    });
  }

  #takeNext(device: Device) {
    const next = this.#next;
    this.#next = null;
    this.#showing = null;
    next?.resolve(this.#show(device, next.show));
  }

  #call(device: Device, command: DeviceCommand): Promise<void> {
    const call = { what: `the command ${command.type}`, subject: this.#deviceId, timeoutMs: commandTimeoutMs };
    return withDeadline(this.#clock, call, () => Promise.resolve(device.command?.(command)));
  }
}
