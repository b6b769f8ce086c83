import type { Descriptor } from "../domain/device.ts";
import type { RoomkeeperError } from "../domain/errors.ts";
import type { DriverContext, Memory, Observation, Transports } from "../driver-contract/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";

/** Makes transports whose leases belong to `holder`, whose work ends with `signal`, and which tell a broken line to `lost`. */
export type TransportsFor = (holder: string, signal: AbortSignal, lost: (error: RoomkeeperError) => void) => Transports;

export interface ContextParts {
  clock: Clock;
  log: Log;
  transportsFor: TransportsFor;
  memoryFor: (deviceId: string) => Memory;
}

/** A context for one opening. After `signal` aborts nothing that the driver says is heard, and its timers are stopped. */
export function contextFor(
  { clock, log, transportsFor, memoryFor }: ContextParts,
  about: { deviceId: string; driverId: string; descriptor: Descriptor; signal: AbortSignal },
  hear: { observe(observation: Observation): void; fail(error: RoomkeeperError): void },
): DriverContext {
  const { signal } = about;
  const fail = (error: RoomkeeperError) => {
    if (!signal.aborted) hear.fail(error);
  };
  return {
    signal,
    transports: transportsFor(about.deviceId, signal, fail),
    memory: memoryFor(about.deviceId),
    clock: clockUntil(signal, clock),
    log: log.with({ driver: about.driverId, device: about.deviceId }),
    observe: (observation) => {
      if (!signal.aborted) hear.observe(observation);
    },
    fail,
  };
}

/** The clock, but its timers stop when `signal` aborts. */
function clockUntil(signal: AbortSignal, clock: Clock): Clock {
  const bound = (arm: (ms: number, run: () => void) => () => void) => (ms: number, run: () => void) => {
    if (signal.aborted) return () => undefined;
    const cancel = arm(ms, () => {
      if (!signal.aborted) run();
    });
    signal.addEventListener("abort", cancel, { once: true });
    return () => {
      signal.removeEventListener("abort", cancel);
      cancel();
    };
  };
  return {
    now: () => clock.now(),
    monotonicMs: () => clock.monotonicMs(),
    after: bound((ms, run) => clock.after(ms, run)),
    every: bound((ms, run) => clock.every(ms, run)),
  };
}
