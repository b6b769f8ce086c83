import type { Intent } from "../../../domain/intent.ts";
import type { Timers } from "../../shared/connection/line-socket.ts";
import type { Answer } from "../../shared/connection/link.ts";

export interface Motion {
  pan: number;
  tilt: number;
  zoom: number;
}

interface MotionLineOptions {
  send: (intent: Intent) => Promise<Answer>;
  timers: Pick<Timers, "after">;
}

const still: Motion = { pan: 0, tilt: 0, zoom: 0 };
/** Drivers stop a movement that nobody wishes again for 2 s. */
const againMs = 700;
/** Fingers move faster than cameras. */
const gapMs = 80;
/** A stop without an answer is said again, this often at most. */
const stops = 4;
const lostMs = 400;

const isStill = ({ pan, tilt, zoom }: Motion) => pan === 0 && tilt === 0 && zoom === 0;

/**
 * Moves the camera while something is held. The newest wish counts, older ones that wait are dropped; a stop goes out at once and
 * is said again until it is taken, since a camera that goes on turning is worse than one that does not turn.
 */
export class MotionLine {
  readonly #options: MotionLineOptions;
  #wanted = still;
  #stopsLeft = 0;
  #newest = 0;
  #busy = false;
  #stopTimer = () => {};

  constructor(options: MotionLineOptions) {
    this.#options = options;
  }

  /** Held: these directions, the others as they are. */
  move(change: Partial<Motion>): void {
    const next = { ...this.#wanted, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.#wanted)) return;
    this.#wanted = next;
    // A stop does not wait for the answer to what it stops.
    if (isStill(next)) this.#stopsLeft = stops;
    if (isStill(next) || !this.#busy) void this.#send();
  }

  stop(): void {
    this.move(still);
  }

  async #send(): Promise<void> {
    this.#stopTimer();
    this.#busy = true;
    const turn = ++this.#newest;
    const motion = this.#wanted;
    const answer = await this.#options.send({ type: "moveCamera", ...motion });
    if (turn !== this.#newest) return;
    this.#busy = false;
    const waitMs = this.#nextMs(motion, answer.kind === "unanswered");
    if (waitMs !== null) this.#stopTimer = this.#options.timers.after(waitMs, () => void this.#send());
  }

  #nextMs(sent: Motion, isLost: boolean): number | null {
    if (this.#wanted !== sent) return gapMs;
    if (!isStill(sent)) return againMs;
    return isLost && this.#stopsLeft-- > 0 ? lostMs : null;
  }
}
