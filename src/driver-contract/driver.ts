import type { Static, TSchema } from "typebox";
import type { Capabilities } from "../domain/capability.ts";
import type { Descriptor } from "../domain/device.ts";
import type { DeviceCommand } from "../domain/device-command.ts";
import type { DriverContext } from "./context.ts";

/**
 * A driver is a value. It knows one kind of hardware: which descriptors are of that kind, and how to open one.
 * The device host owns everything else: when to open, how long that may take, when to try again, when it is gone.
 */
export interface Driver<Settings = unknown> {
  readonly manifest: Manifest;
  /** Descriptors of things that the kernel does not show (a network display, the bench): from settings alone. Pure. */
  announce?(settings: Settings): readonly Descriptor[];
  /** Is this one ours? Pure: opens nothing, reads nothing. Null when it is not. */
  match(descriptor: Descriptor, settings: Settings): Match | null;
  /**
   * Opens the device. Must give up when `context.signal` aborts. Throws a DeviceError; never retries by itself and never
   * logs what it throws.
   */
  open(claim: Claim<Settings>, context: DriverContext): Promise<Device>;
}

interface Manifest {
  /** Kebab-case; the driver's name in settings, ids and logs. */
  readonly id: string;
  readonly title: string;
  /** The hardware it is for, as data: source of udev rules and documentation. Any of the rules suffices. */
  readonly rules: readonly MatchRule[];
  /** JSON Schema (TypeBox) of the driver's settings. `{}` must be valid: it means "run with defaults". */
  readonly settings: TSchema;
  /** How long `open` may take; 10 000 when left out. */
  readonly openTimeoutMs?: number;
  /** True for what stands in for real devices: people are told, and a real room never chooses it by itself. */
  readonly standIn?: boolean;
}

/** Fields left out match anything. */
interface MatchRule {
  readonly subsystem: Descriptor["subsystem"];
  /** Four lower-case hexadecimal digits. */
  readonly vendorId?: string;
  readonly productId?: string;
  /** For the documentation: what this is. */
  readonly title?: string;
}

export interface Match {
  /** 1..100; the highest claim gets the device. 50: knows the kind (a UVC camera). 80: knows this very product. */
  readonly score: number;
  /** One line for IT: why this driver wants it. */
  readonly why: string;
  /** What people call it; the descriptor's name when left out. */
  readonly title?: string;
  /** Replaces the id made from vendor, product and serial, for things that have none (see `announce`). */
  readonly identity?: string;
}

/** What the host hands to `open`. */
export interface Claim<Settings = unknown> {
  readonly descriptor: Descriptor;
  readonly settings: Settings;
  readonly match: Match;
  /** The id that the device must carry. */
  readonly deviceId: string;
  readonly wishes: Wishes;
  /**
   * Other parts of the same device that are plugged at this moment (the sound card of an HDMI dongle). Parts come one after
   * the other: `configure` is called when they change.
   */
  siblings(): readonly Descriptor[];
}

/** What the room wants of its devices; may change while they are open. */
export interface Wishes {
  readonly cameraSize: { readonly width: number; readonly height: number; readonly framesPerSecond: number };
  /** The room is in a meeting: what can be shared matters now. */
  readonly meeting?: boolean;
  /** Somebody has this device's pictures open: the driver must not stream from it. */
  readonly inUse?: boolean;
}

export interface Device {
  /** The claim's `deviceId`. */
  readonly id: string;
  /** What it can do. What it cannot do is absent. Changes are told by `context.observe`. */
  readonly capabilities: Capabilities;
  /** New wishes or siblings; the device observes new capabilities when they change. */
  configure(wishes: Wishes): Promise<void>;
  /**
   * Takes an order for one of its capabilities. Absent when it takes none. Resolves when the device has it, within 3 s; what came
   * of it is told by `context.observe`. `show` comes to devices with indicators or keys: after opening, and at each
   * change; one that waits is replaced by a newer one.
   * @throws DeviceError when the device does not take it
   */
  command?(command: DeviceCommand): Promise<void>;
  /** Lets go of everything. May be called any number of times, at any moment after `open`. */
  close(): Promise<void>;
}

/** A driver of any settings, as the catalog holds it. Settings are checked against the manifest's schema before use. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where drivers of different settings meet
export type AnyDriver = Driver<any>;

type Written<S extends TSchema> = Omit<Driver<Static<S>>, "manifest"> & {
  readonly manifest: Omit<Manifest, "settings"> & { readonly settings: S };
};

/** Types `match` and `open` by the manifest's settings schema. */
export function defineDriver<S extends TSchema>(driver: Written<S>): Driver<Static<S>> {
  return driver;
}
