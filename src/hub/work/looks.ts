import type { Clock } from "../../platform/clock.ts";
import type { JsonObject } from "../../protocol/hub/difference.ts";
import type { FanOut } from "../fan-out/fan-out.ts";
import type { RoomIdentity } from "../trust/certificates.ts";

/** Rooms at which somebody looks: their whole states go to whoever looks, in whichever hub process. */
export class Looks {
  readonly #fanOut: FanOut;
  readonly #clock: Clock;
  /** Monotonic: until when, by room. */
  readonly #until = new Map<string, number>();
  /** The newest whole state of rooms that are looked at here. */
  readonly #states = new Map<string, () => void>();

  constructor({ fanOut, clock }: { fanOut: FanOut; clock: Clock }) {
    this.#fanOut = fanOut;
    this.#clock = clock;
    fanOut.subscribe("watch", ({ room, forMs }) => this.#watch(room, forMs));
  }

  /** A room of this process said how it is. */
  state({ room, organisation }: RoomIdentity, state: JsonObject): void {
    // Rooms tell all the time without their agenda, and with it when they were asked to.
    if (!Array.isArray(state.agenda)) return void this.#states.delete(room);
    const publish = () => this.#fanOut.publish("state", { room, organisation, state });
    this.#states.set(room, publish);
    if ((this.#until.get(room) ?? 0) > this.#clock.monotonicMs()) publish();
  }

  gone(room: string): void {
    this.#states.delete(room);
  }

  /** Somebody begins or goes on looking: what is here goes out at once. */
  #watch(room: string, forMs: number): void {
    const now = this.#clock.monotonicMs();
    for (const [id, end] of this.#until) if (end < now) this.#until.delete(id);
    this.#until.set(room, Math.max(now + forMs, this.#until.get(room) ?? 0));
    this.#states.get(room)?.();
  }
}
