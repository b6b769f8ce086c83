import type { Capabilities } from "../domain/capability.ts";
import type { DeviceEvent } from "../domain/device-event.ts";
import type { RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Transports } from "./transports.ts";

/** All that an opened driver gets from the house. It ends with the device: timers stop, transports close. */
export interface DriverContext {
  readonly transports: Transports;
  /** Timers set on it stop by themselves when the device closes. */
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when the device is unplugged, closed, or took too long to open. */
  readonly signal: AbortSignal;
  /** A little that must survive restarts (presets of a camera), one value a device. */
  readonly memory: Memory;
  /** Something about the device changed or happened. Ignored after the device was closed. */
  observe(observation: Observation): void;
  /** The device no longer works: the host closes it and tries again later. The driver does nothing more. */
  fail(error: RoomkeeperError): void;
}

/** What a device tells. */
export type Observation =
  | { readonly type: "capabilities"; readonly capabilities: Capabilities }
  | { readonly type: "event"; readonly event: DeviceEvent };

export interface Memory {
  /** What was last saved; null when nothing was, or it cannot be read any more. Check its shape: it may be an old one. */
  load(): Promise<unknown>;
  /** Plain data, at most 64 kB as JSON. @throws DeviceError device.settings when it is larger */
  save(value: unknown): Promise<void>;
}
