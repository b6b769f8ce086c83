import type { CameraControl } from "../../src/domain/capability.ts";
import { DeviceError, RoomkeeperError } from "../../src/domain/errors.ts";
import { pictureControls } from "../../src/domain/picture-controls.ts";
import type { DriverContext, Memory, V4l2Port } from "../../src/driver-contract/index.ts";
import { isMoving, within } from "./steering.ts";

type Values = Readonly<Record<string, number>>;

interface PictureParts {
  readonly port: Pick<V4l2Port, "controls" | "setControls">;
  readonly memory: Memory;
  readonly log: DriverContext["log"];
}

/** Switches and choices come first: an automatic one that is still on holds the value that belongs to it. */
const isSwitch = ({ kind }: CameraControl) => kind !== "integer";

/**
 * What people have set of the camera's picture: cameras forget it without power, so it is kept here and set again whenever the
 * camera is opened. What is never set is left as the camera has it.
 */
export class PictureKeeper {
  readonly #parts: PictureParts;
  #kept: Values;

  private constructor(parts: PictureParts, kept: Values) {
    this.#parts = parts;
    this.#kept = kept;
  }

  static async load(parts: PictureParts): Promise<PictureKeeper> {
    const kept = await parts.memory.load();
    return new PictureKeeper(parts, isValues(kept) ? kept : {});
  }

  /** What the camera refuses is told, and the camera is used all the same. */
  async restore(): Promise<void> {
    if (Object.keys(this.#kept).length === 0) return;
    try {
      await this.#apply(this.#kept);
    } catch (error) {
      if (!(error instanceof DeviceError) || error.code !== "device.protocol") throw error;
      this.#parts.log.warn("the camera does not take its picture as it was set", { error: error.message });
    }
  }

  /** @throws RoomkeeperError intent.impossible; DeviceError when the camera refuses */
  async set(name: string, value: number): Promise<void> {
    const { port, memory } = this.#parts;
    const before = await this.#controls();
    const control = before.find((one) => one.name === name);
    if (control === undefined) throw new RoomkeeperError("intent.impossible", `the camera has no control ${name}`);
    if (control.inactive)
      throw new RoomkeeperError(
        "intent.impossible",
        `${name} is held by an automatic control: switch that one off first`,
      );
    const wanted = valueFor(control, value);
    if (wanted === null) throw new RoomkeeperError("intent.impossible", `${name} has no choice ${value}`);
    await port.setControls({ [name]: wanted });
    // A switch changes who holds the others: what is free now is kept as it stands, what is held is the camera's again.
    const held = (controls: readonly CameraControl[]) => new Set(controls.filter((one) => one.inactive).map(nameOf));
    const heldBefore = held(before);
    const after = await this.#controls();
    const kept = after.filter((one) => {
      const isKept = one.name in this.#kept || one.name === name || heldBefore.has(one.name);
      return isKept && !one.inactive;
    });
    this.#kept = Object.fromEntries(kept.map((one) => [one.name, one.value]));
    await memory.save(this.#kept);
  }

  /** Everything that people can set, as the camera came from its maker. */
  async defaults(): Promise<void> {
    const controls = await this.#controls();
    const names = new Set([...pictureControls(controls).map(nameOf), ...Object.keys(this.#kept)]);
    const usual = controls.filter(({ name }) => names.has(name)).map((one) => [one.name, one.default] as const);
    await this.#apply(Object.fromEntries(usual));
    this.#kept = {};
    await this.#parts.memory.save(this.#kept);
  }

  async #apply(values: Values): Promise<void> {
    for (const mine of [isSwitch, (one: CameraControl) => !isSwitch(one)]) {
      const wanted = (await this.#controls()).filter((one) => mine(one) && one.name in values && !one.inactive);
      const changed = wanted.flatMap((one) => {
        const value = valueFor(one, values[one.name] ?? one.value);
        return value === null || value === one.value ? [] : [[one.name, value] as const];
      });
      if (changed.length > 0) await this.#parts.port.setControls(Object.fromEntries(changed));
    }
  }

  async #controls(): Promise<CameraControl[]> {
    return (await this.#parts.port.controls()).filter((one) => !isMoving(one));
  }
}

const nameOf = ({ name }: CameraControl) => name;

/** The nearest that the control takes; null for a choice that its menu has not. Defaults may lie between two steps. */
function valueFor(control: CameraControl, value: number): number | null {
  if (value === control.default) return value;
  if (control.kind !== "menu") return within(control, value);
  return control.options.some((option) => option.value === value) ? value : null;
}

function isValues(kept: unknown): kept is Values {
  return typeof kept === "object" && kept !== null && Object.values(kept).every((value) => Number.isFinite(value));
}
