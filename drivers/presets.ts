import type { PtzPreset } from "../src/domain/capability.ts";
import { RoomkeeperError } from "../src/domain/errors.ts";
import type { Memory } from "../src/driver-contract/index.ts";

/** A position in the camera's own units. */
export interface Position {
  readonly pan?: number;
  readonly tilt?: number;
  readonly zoom?: number;
}

interface Stored extends PtzPreset {
  readonly position: Position;
}

/**
 * Presets of a moving camera, stored by Roomkeeper: they survive the exchange of a camera's battery, are the same for each make,
 * and have names.
 */
export class Presets {
  readonly #memory: Memory;
  #stored: readonly Stored[];

  private constructor(memory: Memory, stored: readonly Stored[]) {
    this.#memory = memory;
    this.#stored = stored;
  }

  static async load(memory: Memory): Promise<Presets> {
    const kept = await memory.load();
    return new Presets(memory, Array.isArray(kept) ? kept.filter(isStored) : []);
  }

  get list(): PtzPreset[] {
    return this.#stored.map(({ number, name }) => ({ number, name }));
  }

  /** @throws RoomkeeperError intent.impossible */
  positionOf(number: number): Position {
    const found = this.#stored.find((one) => one.number === number);
    if (found === undefined) throw new RoomkeeperError("intent.impossible", `preset ${number} is not stored`);
    return found.position;
  }

  async store(number: number, name: string | undefined, position: Position): Promise<void> {
    const before = this.#stored.find((one) => one.number === number);
    const others = this.#stored.filter((one) => one !== before);
    const preset = { number, name: name ?? before?.name ?? `Preset ${number}`, position };
    await this.#save([...others, preset].sort((a, b) => a.number - b.number));
  }

  async forget(number: number): Promise<void> {
    await this.#save(this.#stored.filter((one) => one.number !== number));
  }

  async #save(stored: readonly Stored[]) {
    await this.#memory.save(stored);
    this.#stored = stored;
  }
}

function isStored(value: unknown): value is Stored {
  const { number, name, position } = (value ?? {}) as Partial<Stored>;
  return Number.isInteger(number) && typeof name === "string" && typeof position === "object" && position !== null;
}
