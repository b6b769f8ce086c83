import type { Descriptor, DeviceReport } from "../domain/device.ts";
import type { DeviceOrder, RoomSummary } from "../domain/device-command.ts";
import { DeviceError, messageOf } from "../domain/errors.ts";
import type { AnyDriver, Wishes } from "../driver-contract/index.ts";
import { readDriverSettings } from "./driver-settings.ts";
import { identitiesOf } from "./identity.ts";
import { bestClaim, type RunningDriver } from "./matching.ts";
import { type Berth, Slot, type SlotParts } from "./slot.ts";

export interface HostParts extends Omit<SlotParts, "wishes" | "shown" | "siblingsOf" | "changed" | "forgotten"> {
  readonly catalog: readonly AnyDriver[];
  loadModule(place: string): Promise<AnyDriver>;
  /** What the kernel shows at this moment. */
  enumerate(): Promise<readonly Descriptor[]>;
  /** All devices, best first, each time something changed. */
  tell(devices: DeviceReport[]): void;
  refuse(driver: string, detail: string): void;
}

export interface HostConfiguration {
  /** Drivers of others. */
  readonly modules?: readonly string[];
  readonly off?: readonly string[];
  readonly drivers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly cameraSize: Wishes["cameraSize"];
}

/** Keeps the open devices equal to what is plugged and what is configured. */
export class DeviceHost {
  readonly #parts: HostParts;
  readonly #slots = new Set<Slot>();
  #running: readonly RunningDriver[] = [];
  #wishes: Wishes = { cameraSize: { width: 1280, height: 720, framesPerSecond: 30 }, meeting: false };
  #activeIds: ReadonlySet<string> = new Set();
  #shown: RoomSummary | null = null;
  #plugged: readonly Descriptor[] = [];
  #lastTold = "";
  #tellSoon = false;
  #scan: Promise<void> = Promise.resolve();
  #scanAgain = false;
  #stopped: (() => void) | null = null;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  async configure({ drivers, modules = [], off = [], cameraSize }: HostConfiguration): Promise<void> {
    const { catalog, loadModule, refuse } = this.#parts;
    const others = await loadOthers(modules, catalog, loadModule, refuse);
    const named = { ...Object.fromEntries(others.map(({ manifest }) => [manifest.id, {}])), ...drivers };
    const allowed = Object.fromEntries(Object.entries(named).filter(([id]) => !off.includes(id)));
    this.#running = readDriverSettings([...catalog, ...others], allowed, this.#running, refuse);
    const before = JSON.stringify(this.#wishes);
    this.#wishes = { ...this.#wishes, cameraSize };
    if (JSON.stringify(this.#wishes) !== before) for (const slot of this.#slots) slot.configure();
    await this.rescan();
    this.#changed();
  }

  setActive(ids: readonly string[]) {
    this.#activeIds = new Set(ids);
    for (const slot of this.#slots) slot.setActive(this.#activeIds.has(slot.berth.deviceId));
  }

  /** What lamps, keys and panels show from now on. */
  show(room: RoomSummary) {
    this.#shown = room;
    const meeting = room.meeting === "in";
    const isOther = meeting !== this.#wishes.meeting;
    this.#wishes = { ...this.#wishes, meeting };
    for (const slot of this.#slots) {
      slot.show();
      if (isOther) slot.captureMattersOtherwise();
    }
  }

  /** @throws DeviceError when there is no such device now, or it does not take the order */
  async command(deviceId: string, order: DeviceOrder): Promise<void> {
    const slot = [...this.#slots].find((one) => one.berth.deviceId === deviceId && !one.isGone);
    if (slot === undefined)
      throw new DeviceError("device.gone", `there is no device ${deviceId}`, { subject: deviceId });
    await slot.command(order);
  }

  reset(deviceId: string) {
    for (const slot of this.#slots) if (slot.berth.deviceId === deviceId) slot.reset();
  }

  /** Scans once now, or once more when a scan is under way: what happened after its start is never missed. */
  rescan(): Promise<void> {
    if (this.#scanAgain) return this.#scan;
    this.#scanAgain = true;
    this.#scan = this.#scan.then(async () => {
      this.#scanAgain = false;
      await this.#reconcile();
    });
    return this.#scan;
  }

  /** Closes everything; resolves when all drivers let go (each has a deadline). */
  async stop(): Promise<void> {
    const empty = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    this.#running = [];
    await this.#scan;
    for (const slot of this.#slots) slot.leave();
    if (this.#slots.size === 0) return;
    await empty;
  }

  async #reconcile() {
    if (this.#stopped) return;
    let plugged: readonly Descriptor[];
    try {
      plugged = await this.#parts.enumerate();
    } catch (error) {
      this.#parts.log.error("cannot see what is plugged; the last known devices stay", { error: messageOf(error) });
      return;
    }
    this.#plugged = uniqueByKey([...plugged, ...this.#announced()]);
    const wanted = this.#claims(this.#plugged);
    for (const slot of this.#slots) {
      const claim = wanted.get(slot.berth.descriptor.key);
      if (slot.isGone) continue;
      if (claim !== undefined && isSame(claim, slot.berth)) {
        wanted.delete(claim.descriptor.key);
        slot.siblingsMayHaveChanged();
      } else slot.leave();
    }
    for (const claim of wanted.values()) this.#add(claim);
  }

  #announced(): Descriptor[] {
    return this.#running.flatMap(({ driver, settings }) => [...(driver.announce?.(settings) ?? [])]);
  }

  #claims(descriptors: readonly Descriptor[]): Map<string, Berth> {
    const identities = identitiesOf(descriptors);
    const claims = new Map<string, Berth>();
    const taken = new Set<string>();
    for (const descriptor of descriptors) {
      const best = bestClaim(descriptor, this.#running, (driver, thrown) =>
        this.#parts.log.error("a driver's match threw", { driver, key: descriptor.key, error: messageOf(thrown) }),
      );
      const identity = identities.get(descriptor.key);
      if (best === null || identity === undefined) continue;
      const { driver, match, others } = best;
      const also = others.length > 0 ? `; also wanted by ${others.join(", ")}` : "";
      const note = match.identity !== undefined || identity.note === "" ? "" : `; ${identity.note}`;
      const id = `${driver.manifest.id}:${match.identity ?? identity.id}`;
      claims.set(descriptor.key, {
        driver,
        settings: best.settings,
        match,
        descriptor,
        // Two parts of one device that nothing tells apart: the kernel's name does, until it is plugged anew.
        deviceId: taken.has(id) ? `${id}#${descriptor.key}` : id,
        claim: `${driver.manifest.id} (${match.score}): ${match.why}${also}${note}`,
      });
      taken.add(id);
    }
    return claims;
  }

  #add(berth: Berth) {
    const slot = new Slot(berth, {
      ...this.#parts,
      wishes: () => this.#wishes,
      shown: () => this.#shown,
      siblingsOf: (descriptor) => siblingsOf(descriptor, this.#plugged),
      changed: () => this.#changed(),
      forgotten: (gone) => this.#forget(gone),
    });
    slot.setActive(this.#activeIds.has(berth.deviceId));
    this.#slots.add(slot);
    this.#startWhenFree(slot);
    this.#changed();
  }

  /** The same thing plugged again must wait until its former life is closed. */
  #startWhenFree(slot: Slot) {
    const isBlocked = [...this.#slots].some(
      (other) =>
        other !== slot &&
        other.isGone &&
        (other.berth.descriptor.key === slot.berth.descriptor.key || other.berth.deviceId === slot.berth.deviceId),
    );
    if (!isBlocked) slot.start();
  }

  #forget(gone: Slot) {
    this.#slots.delete(gone);
    for (const slot of this.#slots) if (!slot.isGone) this.#startWhenFree(slot);
    if (this.#slots.size === 0) this.#stopped?.();
    this.#changed();
  }

  /** Many changes in one turn make one report; a report equal to the last is not sent. */
  #changed() {
    if (this.#tellSoon) return;
    this.#tellSoon = true;
    setImmediate(() => {
      this.#tellSoon = false;
      const devices = [...this.#slots]
        .sort((a, b) => b.berth.match.score - a.berth.match.score || a.berth.deviceId.localeCompare(b.berth.deviceId))
        .map((slot) => slot.report());
      const text = JSON.stringify(devices);
      if (text === this.#lastTold) return;
      this.#lastTold = text;
      this.#parts.tell(devices);
    });
  }
}

/** Drivers of others. One that cannot be loaded, or has the name of another, is refused; the rest runs. */
async function loadOthers(
  places: readonly string[],
  catalog: readonly AnyDriver[],
  load: (place: string) => Promise<AnyDriver>,
  refuse: (driver: string, detail: string) => void,
): Promise<AnyDriver[]> {
  const others: AnyDriver[] = [];
  for (const place of places)
    try {
      const driver = await load(place);
      const { id } = driver.manifest;
      if ([...catalog, ...others].some((one) => one.manifest.id === id))
        refuse(place, `there is a driver ${id} already`);
      else others.push(driver);
    } catch (error) {
      refuse(place, messageOf(error));
    }
  return others;
}

function uniqueByKey(descriptors: readonly Descriptor[]): Descriptor[] {
  return [...new Map(descriptors.map((one) => [one.key, one])).values()];
}

/** Parts of one USB device share product and port. */
function siblingsOf(one: Descriptor, all: readonly Descriptor[]): Descriptor[] {
  const isSameDevice = (other: Descriptor) =>
    other.port === one.port && other.vendorId === one.vendorId && other.productId === one.productId;
  return one.vendorId === "" ? [] : all.filter((other) => other.key !== one.key && isSameDevice(other));
}

/** A changed descriptor is another plugging: unplugged and plugged again between two looks. */
function isSame(a: Berth, b: Berth): boolean {
  const essence = ({ driver, settings, descriptor }: Berth) =>
    JSON.stringify([driver.manifest.id, settings, descriptor]);
  return essence(a) === essence(b);
}
