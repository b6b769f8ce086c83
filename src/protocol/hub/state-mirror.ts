import { RoomkeeperError } from "../../domain/errors.ts";
import type { UpBodies } from "./bodies.ts";
import { applyChanges, type Change, type JsonObject } from "./difference.ts";

/** The hub's copy of one room's state. */
export class StateMirror {
  #state: JsonObject | null = null;
  #version = -1;

  get state(): JsonObject | null {
    return this.#state;
  }

  /** Takes a snapshot or changes. False: they do not fit what is here; ask the room for a snapshot. */
  take(body: UpBodies["snapshot"] | UpBodies["changes"]): boolean {
    if (body.kind === "snapshot") {
      this.#state = body.state;
      this.#version = body.version;
      return true;
    }
    if (this.#state === null || body.base !== this.#version) return false;
    try {
      this.#state = applyChanges(this.#state, body.changes as Change[]) as JsonObject;
    } catch (error) {
      if (error instanceof RoomkeeperError) return this.#lose();
      throw error;
    }
    this.#version = body.version;
    return true;
  }

  #lose(): false {
    this.#version = -1;
    return false;
  }
}
