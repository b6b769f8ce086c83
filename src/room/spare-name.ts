import { randomUUID } from "node:crypto";

/**
 * The name of the next meeting that begins without a booking. It is known before, so that what lets the room in can be had before,
 * too: then people can meet while the hub is away. Each is used once; nobody can guess it.
 */
export class SpareName {
  readonly #roomId: string;
  #name: string;

  constructor(roomId: string) {
    this.#roomId = roomId;
    this.#name = this.#fresh();
  }

  get next(): string {
    return this.#name;
  }

  take(): string {
    const name = this.#name;
    this.#name = this.#fresh();
    return name;
  }

  #fresh(): string {
    return `${this.#roomId}-${randomUUID().slice(0, 8)}`;
  }
}
