import type { DeviceOrder } from "../domain/device-command.ts";
import { type ErrorCode, errorTable } from "../domain/error-codes.ts";
import { DeviceError, RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { HostOrder } from "../protocol/device-host.ts";

/** Longer than the host's own deadline: this one is for a host that does not answer at all. */
const answerMs = 5_000;

interface Pending {
  readonly deviceId: string;
  resolve(): void;
  reject(error: RoomkeeperError): void;
  stop(): void;
}

/** Orders to devices that wait for their answer. Each is settled: by the host, by time, or by the host's end. */
export class OrderBook {
  readonly #clock: Clock;
  readonly #send: (order: HostOrder) => void;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  constructor(clock: Clock, send: (order: HostOrder) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  give(deviceId: string, command: DeviceOrder): Promise<void> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const stop = this.#clock.after(answerMs, () =>
        this.settle(id, { code: "device.timeout", message: `${deviceId}: no answer to ${command.type}` }),
      );
      this.#pending.set(id, { deviceId, resolve, reject, stop });
      this.#send({ type: "command", id, deviceId, command });
    });
  }

  settle(id: number, problem: { code: string; message: string } | null): void {
    const one = this.#pending.get(id);
    if (one === undefined) return;
    this.#pending.delete(id);
    one.stop();
    if (problem === null) one.resolve();
    else one.reject(new RoomkeeperError(knownCode(problem.code), problem.message, { subject: one.deviceId }));
  }

  dropAll(why: string): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { deviceId, reject, stop } of all) {
      stop();
      reject(new DeviceError("device.gone", why, { subject: deviceId }));
    }
  }
}

const knownCode = (code: string): ErrorCode =>
  Object.hasOwn(errorTable, code) ? (code as ErrorCode) : "device.protocol";
