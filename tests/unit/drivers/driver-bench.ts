import type { Descriptor } from "../../../src/domain/device.ts";
import type { Driver, Observation, Transports, V4l2Formats, Wishes } from "../../../src/driver-contract/index.ts";
import { silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";

export const wishes: Wishes = { cameraSize: { width: 1280, height: 720, framesPerSecond: 30 } };

interface Around extends Partial<V4l2Formats> {
  siblings?: Descriptor[];
  transports?: Partial<Transports>;
}

/** What a driver last told of what its device can do. */
export function lastCapabilities(seen: readonly Observation[]) {
  return seen.findLast((observation) => observation.type === "capabilities")?.capabilities;
}

/** Opens a driver as the host would, on transports that answer from the test. */
export async function openWith<S>(driver: Driver<S>, descriptor: Descriptor, settings: S, around: Around = {}) {
  const match = driver.match(descriptor, settings);
  if (match === null) throw new TypeError(`${driver.manifest.id} does not want ${descriptor.key}`);
  const taken: string[] = [];
  const seen: Observation[] = [];
  const kept: unknown[] = [];
  const abort = new AbortController();
  const siblings = [...(around.siblings ?? [])];
  const device = await driver.open(
    { descriptor, settings, match, deviceId: `${driver.manifest.id}:test`, wishes, siblings: () => siblings },
    {
      transports: {
        v4l2(node) {
          taken.push(node);
          const { modes = [], unusable = [] } = around;
          return Promise.resolve({ formats: () => Promise.resolve({ modes, unusable }) });
        },
        alsa(card, number) {
          taken.push(`${card},${number}`);
          return Promise.resolve();
        },
        clip: (spec) => Promise.resolve(`/cache/${spec.name}.mjpeg`),
        ...around.transports,
      },
      clock: new FakeClock(),
      log: silentLog,
      memory: {
        load: () => Promise.resolve(kept.at(-1) ?? null),
        save: (value) => Promise.resolve(void kept.push(value)),
      },
      signal: abort.signal,
      observe: (observation) => seen.push(observation),
      fail: () => undefined,
    },
  );
  return { device, seen, taken, siblings, abort };
}
