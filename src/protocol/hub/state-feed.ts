import type { UpBodies } from "./bodies.ts";
import { differences, type JsonObject } from "./difference.ts";

/** The room's side of its state: only the newest one is of interest; sends a snapshot first, then what changed since. */
export class StateFeed {
  #newest: JsonObject | null = null;
  #sent: JsonObject | null = null;
  #version = 0;

  offer(state: JsonObject): void {
    this.#newest = state;
  }

  /** The next body to send, or null when the hub has, or will have, the newest state. */
  next(): UpBodies["snapshot"] | UpBodies["changes"] | null {
    const state = this.#newest;
    if (state === null || state === this.#sent) return null;
    const before = this.#sent;
    if (before === null) {
      this.#sent = state;
      this.#version += 1;
      return { kind: "snapshot", version: this.#version, state };
    }
    const changes = differences(before, state);
    this.#sent = state;
    if (changes.length === 0) return null;
    const base = this.#version;
    this.#version += 1;
    return { kind: "changes", version: this.#version, base, changes };
  }

  /** The hub lost the state, or a new session began: the next body is a snapshot. */
  restart(): void {
    this.#sent = null;
  }
}
