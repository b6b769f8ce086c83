import type { HubParts } from "../hub-parts.ts";

const silentMs = 8_000;

/**
 * Hub processes say regularly that they are alive. Rooms of one that fell silent are offline until another has them, which
 * it says itself.
 */
export class Neighbours {
  readonly #parts: HubParts;
  readonly #heard = new Map<string, number>();

  constructor(parts: HubParts) {
    this.#parts = parts;
    parts.fanOut.subscribe("alive", ({ hub }) => void this.#heard.set(hub, parts.clock.monotonicMs()));
  }

  tick(): void {
    const { fanOut, hub, clock, view, log } = this.#parts;
    fanOut.publish("alive", { hub });
    const now = clock.monotonicMs();
    for (const [name, heardAt] of this.#heard) {
      if (name === hub || now - heardAt < silentMs) continue;
      this.#heard.delete(name);
      log.warn("another hub process has fallen silent", { hub: name });
      for (const room of view.everything())
        if (room.hub === name) view.update(room.id, { connected: false, hub: null });
    }
  }
}
