import type { CameraControl, PtzCapability } from "../../src/domain/capability.ts";
import type { DeviceCommand, PtzMotion } from "../../src/domain/device-command.ts";
import { RoomkeeperError } from "../../src/domain/errors.ts";
import type { Clock } from "../../src/driver-contract/index.ts";
import type { Presets } from "../presets.ts";

const axes = ["pan", "tilt", "zoom"] as const;
type Axis = (typeof axes)[number];

/** Controls that move the camera are not among those that people see as sliders. */
const movingControl = /^(pan|tilt|zoom)_(absolute|relative|speed|continuous|reset)$/;
export const isMoving = ({ name }: CameraControl) => movingControl.test(name);

/** Cameras without speeds are moved in steps of this part of their range, this often. */
const stepShare = 1 / 50;
const stepMs = 150;
/** Whoever moves the camera says so again within this; a panel that dies must not leave it turning. */
const motionMs = 2_000;

type Write = (values: Readonly<Record<string, number>>) => Promise<void>;

interface SteeringParts {
  readonly controls: readonly CameraControl[];
  readonly presets: Presets;
  readonly clock: Pick<Clock, "after">;
  write: Write;
  read(): Promise<readonly CameraControl[]>;
  /** The camera's own way home; null when it has none. */
  readonly home: (() => Promise<void>) | null;
  failed(error: unknown): void;
}

/** Pan, tilt and zoom through the camera's own controls. */
export class CameraSteering {
  readonly #parts: SteeringParts;
  readonly #ranges: Readonly<Partial<Record<Axis, CameraControl>>>;
  readonly #speeds: Readonly<Partial<Record<Axis, CameraControl>>>;
  #motion: PtzMotion = { pan: 0, tilt: 0, zoom: 0 };
  #position: Partial<Record<Axis, number>> = {};
  #cancelStep = () => {};
  #cancelStop = () => {};

  constructor(parts: SteeringParts) {
    this.#parts = parts;
    const named = (name: string) => parts.controls.find((control) => control.name === name);
    this.#ranges = Object.fromEntries(axes.map((axis) => [axis, named(`${axis}_absolute`)]));
    this.#speeds = Object.fromEntries(
      axes.map((axis) => [axis, named(axis === "zoom" ? "zoom_continuous" : `${axis}_speed`)]),
    );
  }

  /** Null for a camera that does not move. */
  get capability(): PtzCapability | null {
    const has = (axis: Axis) => (this.#ranges[axis] ?? this.#speeds[axis]) !== undefined;
    if (!axes.some(has)) return null;
    return { pan: has("pan"), tilt: has("tilt"), zoom: has("zoom"), presets: this.#parts.presets.list };
  }

  async obey(command: DeviceCommand): Promise<void> {
    if (this.capability === null) throw new RoomkeeperError("intent.impossible", "this camera does not move");
    if (command.type === "ptzMove") return await this.#move(command.motion);
    if (command.type === "ptzHome") return await this.#goHome();
    if (command.type !== "ptzPreset") throw new RoomkeeperError("intent.impossible", `it cannot do ${command.type}`);
    if (command.action === "forget") return await this.#parts.presets.forget(command.number);
    if (command.action === "store")
      return await this.#parts.presets.store(command.number, command.name, await this.#where());
    const position = this.#parts.presets.positionOf(command.number);
    await this.#goTo((control, axis) => position[axis] ?? control.value);
  }

  async #move(motion: PtzMotion): Promise<void> {
    this.#cancelStop();
    this.#cancelStep();
    const before = this.#motion;
    this.#motion = motion;
    const isMoving = axes.some((axis) => motion[axis] !== 0);
    if (isMoving)
      this.#cancelStop = this.#parts.clock.after(motionMs, () => {
        this.#move({ pan: 0, tilt: 0, zoom: 0 }).catch(this.#parts.failed);
      });
    const speeds = axes.flatMap((axis) => {
      const control = this.#speeds[axis];
      if (control === undefined || motion[axis] === before[axis]) return [];
      return [
        [control.name, Math.round(motion[axis] * (motion[axis] < 0 ? -control.minimum : control.maximum))] as const,
      ];
    });
    await this.#parts.write(Object.fromEntries(speeds));
    if (!axes.some((axis) => this.#steps(axis) !== 0)) return;
    if (axes.every((axis) => before[axis] === 0)) this.#position = await this.#where();
    await this.#step();
  }

  /** How far an axis goes in one step; 0 when it rests or moves by itself. */
  #steps(axis: Axis): number {
    const range = this.#ranges[axis];
    if (range === undefined || this.#speeds[axis] !== undefined) return 0;
    const most = Math.max(range.step, (range.maximum - range.minimum) * stepShare);
    return Math.round((this.#motion[axis] * most) / range.step) * range.step;
  }

  async #step(): Promise<void> {
    const moved = axes.flatMap((axis) => {
      const range = this.#ranges[axis];
      const steps = this.#steps(axis);
      if (range === undefined || steps === 0) return [];
      const next = within(range, (this.#position[axis] ?? range.value) + steps);
      return next === this.#position[axis] ? [] : [[axis, next] as const];
    });
    if (moved.length === 0) return;
    Object.assign(this.#position, Object.fromEntries(moved));
    await this.#parts.write(Object.fromEntries(moved.map(([axis, value]) => [`${axis}_absolute`, value])));
    this.#cancelStep = this.#parts.clock.after(stepMs, () => {
      this.#step().catch(this.#parts.failed);
    });
  }

  async #goHome(): Promise<void> {
    const { home } = this.#parts;
    if (home === null) return await this.#goTo((control) => control.default);
    await this.#move({ pan: 0, tilt: 0, zoom: 0 });
    await home();
  }

  async #goTo(place: (control: CameraControl, axis: Axis) => number): Promise<void> {
    await this.#move({ pan: 0, tilt: 0, zoom: 0 });
    const values = axes.flatMap((axis) => {
      const control = this.#ranges[axis];
      return control === undefined ? [] : [[control.name, within(control, place(control, axis))] as const];
    });
    await this.#parts.write(Object.fromEntries(values));
  }

  async #where(): Promise<Partial<Record<Axis, number>>> {
    const controls = await this.#parts.read();
    return Object.fromEntries(
      axes.flatMap((axis) => {
        const control = controls.find(({ name }) => name === `${axis}_absolute`);
        return control === undefined ? [] : [[axis, control.value]];
      }),
    );
  }
}

/** The nearest value that the control takes. */
export function within({ minimum, maximum, step }: CameraControl, value: number): number {
  const steps = Math.round((Math.max(minimum, Math.min(maximum, value)) - minimum) / (step || 1));
  return Math.min(maximum, minimum + steps * (step || 1));
}
