import type { Capabilities } from "../domain/capability.ts";
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
  /** Something about the device changed or happened. Ignored after the device was closed. */
  observe(observation: Observation): void;
  /** The device no longer works: the host closes it and tries again later. The driver does nothing more. */
  fail(error: RoomkeeperError): void;
}

/** What a device tells. */
export type Observation = { readonly type: "capabilities"; readonly capabilities: Capabilities };
