import type { Descriptor } from "../../domain/device.ts";
import { DeviceError, type RoomkeeperError } from "../../domain/errors.ts";
import type {
  AnyDriver,
  Device,
  Ear,
  Match,
  Observation,
  StreamPort,
  Transports,
} from "../../driver-contract/index.ts";
import { silentLog } from "../../platform/log.ts";
import { contextFor } from "../driver-context.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** Something that a driver claims, with the settings for it. */
export interface Claimed {
  readonly driver: AnyDriver;
  readonly settings: unknown;
  readonly descriptor: Descriptor;
  readonly match: Match;
  /** What the hardware says to what it is sent on a line; null when it says nothing. */
  answer(bytes: Uint8Array): Uint8Array | null;
}

/** What the ports do at a driver's n-th call of them: fail as when unplugged, or never answer. */
export interface Trouble {
  readonly atCall: number;
  readonly kind: "gone" | "silent";
}

const deviceId = "check";
const wishes = { cameraSize: { width: 1280, height: 720, framesPerSecond: 30 } };

/** One driver on ports that lead nowhere, and everything that it does. */
export class Stand {
  readonly clock = new VirtualClock();
  readonly observations: Observation[] = [];
  readonly failures: RoomkeeperError[] = [];
  /** Calls of transports and ports so far. */
  calls = 0;
  readonly #claimed: Claimed;
  readonly #trouble: Trouble | null;
  readonly #abort = new AbortController();
  readonly #ears: Ear[] = [];
  #kept: unknown = null;

  constructor(claimed: Claimed, trouble: Trouble | null = null) {
    this.#claimed = claimed;
    this.#trouble = trouble;
  }

  open(): Promise<Device> {
    const { driver, settings, descriptor, match } = this.#claimed;
    const context = contextFor(
      {
        clock: this.clock,
        log: silentLog,
        transportsFor: () => this.#transports(),
        memoryFor: () => ({
          load: () => Promise.resolve(this.#kept),
          save: (value) => {
            this.#kept = structuredClone(value);
            return Promise.resolve();
          },
        }),
      },
      { deviceId, driverId: driver.manifest.id, descriptor, signal: this.#abort.signal },
      {
        observe: (observation) => this.observations.push(observation),
        fail: (error) => this.failures.push(error),
      },
    );
    const claim = { descriptor, settings, match, deviceId, wishes, siblings: () => [] };
    return Promise.try(() => driver.open(claim, context));
  }

  /** As when the cable is pulled out. */
  unplug() {
    const error = gone();
    for (const ear of this.#ears) ear.lost(error);
    this.#abort.abort(error);
  }

  say(bytes: Uint8Array) {
    for (const ear of this.#ears) ear.heard(bytes);
  }

  lose() {
    for (const ear of this.#ears) ear.lost(gone());
  }

  #call<T>(answer: T): Promise<T> {
    const isTrouble = this.calls++ === this.#trouble?.atCall;
    if (!isTrouble) return Promise.resolve(answer);
    return this.#trouble?.kind === "gone" ? Promise.reject(gone()) : new Promise(() => undefined);
  }

  async #sent(bytes: Uint8Array) {
    await this.#call(undefined);
    const answer = this.#claimed.answer(bytes);
    if (answer !== null) this.say(answer);
  }

  #transports(): Transports {
    const stream: StreamPort = { send: (bytes) => this.#sent(bytes) };
    const mode = { format: "mjpeg", width: 1280, height: 720, framesPerSecond: 30 } as const;
    const listening = <T>(ear: Ear, port: T) => {
      this.#ears.push(ear);
      return this.#call(port);
    };
    return {
      v4l2: () =>
        this.#call({
          formats: () => this.#call({ modes: [mode], unusable: [] }),
          controls: () => this.#call([]),
          setControls: () => this.#call(undefined),
          input: () => this.#call(null),
          useTimings: () => this.#call(undefined),
          edid: () => this.#call(new Uint8Array()),
          setEdid: () => this.#call(undefined),
          onInputChange: () => undefined,
          watch: () => () => undefined,
          extension: ({ data }) => this.#call(data ?? new Uint8Array()),
        }),
      alsa: () => this.#call(undefined),
      clip: () => this.#call("/tmp/clip.mjpeg"),
      secret: () => this.#call("secret"),
      hid: (_, ear) =>
        listening(ear, { write: () => this.#call(undefined), feature: (report) => this.#call(new Uint8Array(report)) }),
      stream: (_, ear) => listening(ear, stream),
      listen: (_, welcome) => {
        const { heard, left } = welcome(stream);
        return listening({ heard, lost: left }, undefined);
      },
      gpio: () => this.#call({ read: () => this.#call(false), write: () => this.#call(undefined) }),
      cec: () => this.#call({ power: () => this.#call("standby" as const), setPower: () => this.#call(undefined) }),
      streamDeck: (_, { pressed, lost }) =>
        listening(
          { heard: (bytes) => pressed(bytes[0] ?? 0), lost },
          { rows: 2, columns: 3, keySize: 16, draw: () => this.#call(undefined) },
        ),
    };
  }
}

const gone = () => new DeviceError("device.gone", "the device was unplugged");
