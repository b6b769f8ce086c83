import type { HubParts } from "../hub-parts.ts";

const silentMs = 8_000;
/** A difference has to last so many times: messages are under way. */
const patience = 3;
const replayMs = 20_000;

/**
 * Hub processes say regularly that they are alive, and how many rooms they have. Rooms of one that fell silent are offline until
 * somebody says that it has them. Whose number is not the one known here is asked to tell of its rooms anew: a message was lost, or
 * one of the two stood still for a while.
 */
export class Neighbours {
  readonly #parts: HubParts;
  readonly #heard = new Map<string, { at: number; different: number }>();
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: HubParts) {
    this.#parts = parts;
    parts.fanOut.subscribe("alive", ({ hub, rooms }) => this.#alive(hub, rooms));
  }

  tick(): void {
    const { fanOut, hub, clock, view, log } = this.#parts;
    fanOut.publish("alive", { hub, rooms: this.#known(hub) });
    const now = clock.monotonicMs();
    for (const [name, { at }] of this.#heard) {
      if (name === hub || now - at < silentMs) continue;
      this.#heard.delete(name);
      log.warn("another hub process has fallen silent", { hub: name });
      for (const room of view.everything())
        if (room.hub === name) view.update(room.id, { connected: false, hub: null });
    }
  }

  #alive(name: string, rooms: number): void {
    const { hub, clock, fanOut, log } = this.#parts;
    const now = clock.monotonicMs();
    const before = this.#heard.get(name)?.different ?? 0;
    const different = name === hub || this.#known(name) === rooms ? 0 : before + 1;
    this.#heard.set(name, { at: now, different });
    if (different < patience || now - this.#askedAt < replayMs) return;
    this.#askedAt = now;
    log.info("another hub process has other rooms than are known here; all tell of theirs", { hub: name });
    fanOut.publish("replay", {});
  }

  #known(hub: string): number {
    let count = 0;
    for (const room of this.#parts.view.everything()) if (room.connected && room.hub === hub) count += 1;
    return count;
  }
}
