import { tmpdir } from "node:os";
import { contextFor } from "../../../src/device-host/driver-context.ts";
import { rootsIn } from "../../../src/device-host/enumerate/sysfs.ts";
import { Leases } from "../../../src/device-host/leases.ts";
import { transportsIn } from "../../../src/device-host/transports/transports.ts";
import type { Capabilities } from "../../../src/domain/capability.ts";
import type { DeviceEvent } from "../../../src/domain/device-event.ts";
import type { RoomkeeperError } from "../../../src/domain/errors.ts";
import type { Driver } from "../../../src/driver-contract/index.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { silentLog } from "../../../src/platform/log.ts";

/** Opens the one thing that these settings announce, on real ports. */
export async function openReal<S>(driver: Driver<S>, settings: S) {
  const descriptor = driver.announce?.(settings)[0];
  const match = descriptor === undefined ? null : driver.match(descriptor, settings);
  if (descriptor === undefined || match === null) throw new TypeError("the settings announce nothing");
  const abort = new AbortController();
  const events: DeviceEvent[] = [];
  const failures: RoomkeeperError[] = [];
  const listeners = new Set<() => void>();
  const told = () => {
    for (const listener of listeners) listener();
  };
  let capabilities: Capabilities = {};
  const kept: unknown[] = [];
  const context = contextFor(
    {
      clock: systemClock,
      log: silentLog,
      transportsFor: transportsIn({
        ...{ cacheFolder: tmpdir(), leases: new Leases(), roots: rootsIn("/") },
        ending: () => undefined,
      }),
      memoryFor: () => ({
        load: () => Promise.resolve(kept.at(-1) ?? null),
        save: (value) => Promise.resolve(void kept.push(structuredClone(value))),
      }),
    },
    { deviceId: "device", driverId: driver.manifest.id, descriptor, signal: abort.signal },
    {
      observe(observation) {
        if (observation.type === "event") events.push(observation.event);
        else capabilities = observation.capabilities;
        told();
      },
      fail(error) {
        failures.push(error);
        told();
      },
    },
  );
  const wishes = { cameraSize: { width: 1280, height: 720, framesPerSecond: 30 } };
  const close = () => abort.abort();
  const device = await driver
    .open({ descriptor, settings, match, deviceId: "device", wishes, siblings: () => [] }, context)
    .catch((error: unknown) => {
      close();
      throw error;
    });
  capabilities = device.capabilities;
  return {
    device,
    events,
    failures,
    close,
    capabilities: () => capabilities,
    /** Waits until what was told shows it; the test's own time limit is the limit. */
    until(isSo: () => boolean): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (!isSo()) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      });
    },
  };
}
