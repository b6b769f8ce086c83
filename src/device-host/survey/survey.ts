import type { Descriptor, DeviceReport } from "../../domain/device.ts";
import type { AnyDriver } from "../../driver-contract/index.ts";
import type { Clock } from "../../platform/clock.ts";
import { silentLog } from "../../platform/log.ts";
import type { TransportsFor } from "../driver-context.ts";
import { DeviceHost, type HostConfiguration } from "../host.ts";
import type { Leases } from "../leases.ts";

/** How long devices may take until the list is shown as it is. */
const patienceMs = 12_000;
const quietMs = 300;

export interface Survey {
  readonly devices: readonly DeviceReport[];
  /** What no driver wanted. */
  readonly unclaimed: readonly Descriptor[];
  readonly refused: readonly { driver: string; detail: string }[];
}

interface SurveyParts {
  readonly catalog: readonly AnyDriver[];
  readonly configuration: HostConfiguration;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly transportsFor: TransportsFor;
  enumerate(): Promise<readonly Descriptor[]>;
  loadModule(place: string): Promise<AnyDriver>;
}

/** Opens everything that is plugged, looks at it, and lets it go again. */
export async function survey(parts: SurveyParts): Promise<Survey> {
  const { configuration, clock, leases, enumerate } = parts;
  let devices: readonly DeviceReport[] = [];
  const refused: { driver: string; detail: string }[] = [];
  let moved = () => {};
  const host = new DeviceHost({
    ...parts,
    log: silentLog,
    memoryFor: () => ({ load: () => Promise.resolve(null), save: () => Promise.resolve() }),
    happened: () => undefined,
    calling: () => () => undefined,
    releaseLeases: (holder) => leases.releaseAll(holder),
    resetPort: () => undefined,
    tell(told) {
      devices = told;
      moved();
    },
    refuse: (driver, detail) => refused.push({ driver, detail }),
  });
  await host.configure(configuration);
  await new Promise<void>((resolve) => {
    let stopQuiet = () => {};
    const stopPatience = clock.after(patienceMs, resolve);
    moved = () => {
      stopQuiet();
      if (devices.some(({ phase }) => phase === "claimed" || phase === "opening")) return;
      stopQuiet = clock.after(quietMs, () => {
        stopPatience();
        resolve();
      });
    };
    moved();
  });
  const seen = devices;
  moved = () => {};
  const claimed = new Set(seen.map(({ descriptorKey }) => descriptorKey));
  const unclaimed = (await enumerate()).filter(({ key }) => !claimed.has(key));
  await host.stop();
  return { devices: [...seen].sort(byPlace), unclaimed, refused };
}

/** Parts of one device stand together, in the order of ports; the host tells the best first. */
const byPlace = (a: DeviceReport, b: DeviceReport) =>
  a.port.localeCompare(b.port, "en", { numeric: true }) ||
  a.descriptorKey.localeCompare(b.descriptorKey, "en", { numeric: true });
