import type { Descriptor } from "../../../src/domain/device.ts";
import type { RoomSummary } from "../../../src/domain/device-command.ts";
import type { RoomkeeperError } from "../../../src/domain/errors.ts";
import type {
  Driver,
  Observation,
  Transports,
  V4l2Formats,
  V4l2Port,
  Wishes,
} from "../../../src/driver-contract/index.ts";
import { type Log, silentLog } from "../../../src/platform/log.ts";
import { FakeClock } from "../../simulators/fake-clock.ts";
import { noTransports } from "../../simulators/scripted-transports.ts";

export const wishes: Wishes = { cameraSize: { width: 1280, height: 720, framesPerSecond: 30 } };

interface Around extends Partial<V4l2Formats> {
  siblings?: Descriptor[];
  transports?: Partial<Transports>;
  log?: Log;
}

/** A room in which nothing happens, but for what a test says. */
export const summary = (change: Partial<RoomSummary>): RoomSummary => ({
  meeting: "none",
  microphone: false,
  camera: false,
  sharing: false,
  canShare: false,
  volumePercent: 60,
  ringing: false,
  occupied: false,
  joinable: null,
  meetNow: true,
  ...change,
});

/** What a driver last told of what its device can do. */
export function lastCapabilities(seen: readonly Observation[]) {
  return seen.findLast((observation) => observation.type === "capabilities")?.capabilities;
}

/** A node without controls that knows nothing of signals. */
export const plainV4l2: V4l2Port = {
  formats: () => Promise.resolve({ modes: [], unusable: [] }),
  controls: () => Promise.resolve([]),
  setControls: () => Promise.resolve(),
  input: () => Promise.resolve(null),
  useTimings: () => Promise.resolve(),
  edid: () => Promise.resolve(Uint8Array.of(0, 255)),
  setEdid: () => Promise.resolve(),
  onInputChange: () => undefined,
  watch: () => () => undefined,
  extension: ({ data }) => Promise.resolve(data ?? new Uint8Array()),
};

/** Opens a driver as the host would, on transports that answer from the test. */
export async function openWith<S>(driver: Driver<S>, descriptor: Descriptor, settings: S, around: Around = {}) {
  const match = driver.match(descriptor, settings);
  if (match === null) throw new TypeError(`${driver.manifest.id} does not want ${descriptor.key}`);
  const taken: string[] = [];
  const seen: Observation[] = [];
  const kept: unknown[] = [];
  const abort = new AbortController();
  const clock = new FakeClock();
  const failures: RoomkeeperError[] = [];
  const siblings = [...(around.siblings ?? [])];
  const device = await driver.open(
    { descriptor, settings, match, deviceId: `${driver.manifest.id}:test`, wishes, siblings: () => siblings },
    {
      transports: {
        ...noTransports,
        v4l2(node) {
          taken.push(node);
          const { modes = [], unusable = [] } = around;
          return Promise.resolve({ ...plainV4l2, formats: () => Promise.resolve({ modes, unusable }) });
        },
        alsa(card, number) {
          taken.push(`${card},${number}`);
          return Promise.resolve();
        },
        clip: (spec) => Promise.resolve(`/cache/${spec.name}.mjpeg`),
        ...around.transports,
      },
      clock,
      log: around.log ?? silentLog,
      memory: {
        load: () => Promise.resolve(kept.at(-1) ?? null),
        save: (value) => Promise.resolve(void kept.push(value)),
      },
      signal: abort.signal,
      observe: (observation) => seen.push(observation),
      fail: (error) => void failures.push(error),
    },
  );
  return { device, seen, taken, siblings, abort, clock, failures };
}
