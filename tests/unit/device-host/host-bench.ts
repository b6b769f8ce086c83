import { DeviceHost, type HostParts } from "../../../src/device-host/host.ts";
import { Leases } from "../../../src/device-host/leases.ts";
import type { Descriptor, DeviceReport } from "../../../src/domain/device.ts";
import type { DeviceEvent } from "../../../src/domain/device-event.ts";
import type { AnyDriver } from "../../../src/driver-contract/index.ts";
import { type LogFields, silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { noTransports } from "../../simulators/scripted-transports.ts";
import { plainV4l2 } from "../drivers/driver-bench.ts";

export const cameraSize = { width: 1280, height: 720, framesPerSecond: 30 };

/** A device host on a clock that stands still, with everything that it told. */
export function hostWith(catalog: AnyDriver[], more: Partial<HostParts> = {}) {
  const clock = new FakeClock();
  const leases = new Leases();
  const plugged: Descriptor[] = [];
  const told: DeviceReport[][] = [];
  const refused: [string, string][] = [];
  const warnings: [string, LogFields | undefined][] = [];
  const happened: [string, DeviceEvent][] = [];
  const calls: string[] = [];
  const resets: [string, string][] = [];
  const host = new DeviceHost({
    catalog,
    clock,
    log: { ...silentLog, warn: (text, fields) => warnings.push([text, fields]) },
    transportsFor: (holder) => ({
      ...noTransports,
      v4l2: (node) => {
        leases.take(node, holder);
        return Promise.resolve(plainV4l2);
      },
      alsa: (card) => Promise.resolve(leases.take(card, holder)),
      clip: () => Promise.resolve(""),
    }),
    loadModule: (place) => Promise.reject(new TypeError(`${place} is not there`)),
    memoryFor: () => ({ load: () => Promise.resolve(null), save: () => Promise.resolve() }),
    happened: (deviceId, event) => happened.push([deviceId, event]),
    calling: (driver) => {
      calls.push(driver);
      return () => calls.splice(calls.indexOf(driver), 1);
    },
    releaseLeases: (holder) => leases.releaseAll(holder),
    resetPort: ({ key }, why) => resets.push([key, why]),
    enumerate: () => Promise.resolve([...plugged]),
    tell: (devices) => told.push(devices),
    refuse: (driver, detail) => refused.push([driver, detail]),
    ...more,
  });
  const drivers = Object.fromEntries(catalog.map((driver) => [driver.manifest.id, {}]));
  return {
    host,
    clock,
    plugged,
    told,
    refused,
    warnings,
    happened,
    calls,
    resets,
    configure: (settings: Record<string, Record<string, unknown>> = drivers, size = cameraSize) =>
      host.configure({ drivers: settings, cameraSize: size }),
    /** What was told last about one device. */
    device: (id: string) => told.at(-1)?.find((one) => one.id === id),
    phases: (id: string) => told.flatMap((devices) => devices.filter((one) => one.id === id).map((one) => one.phase)),
    settle: () => clock.advance(0),
  };
}
