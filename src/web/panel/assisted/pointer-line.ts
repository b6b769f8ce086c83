import type { PointerAction } from "../../../domain/assisted.ts";
import type { Intent } from "../../../domain/intent.ts";
import type { Timers } from "../../shared/connection/line-socket.ts";
import type { Answer } from "../../shared/connection/link.ts";

interface PointerLineOptions {
  send: (intent: Intent) => Promise<Answer>;
  timers: Pick<Timers, "after">;
}

/** The daemon takes 20 wishes a second of a page. */
const gapMs = 60;
/** More than this waits only when the line is dead: then it is not wanted any more. */
const longest = 30;

/**
 * Sends what a pad gives, in order and no faster than it is answered: movements that wait become one. An action that is
 * refused is not told: the window is just closing, and the state shows it.
 */
export class PointerLine {
  readonly #options: PointerLineOptions;
  #waiting: PointerAction[] = [];
  #busy = false;

  constructor(options: PointerLineOptions) {
    this.#options = options;
  }

  add(action: PointerAction): void {
    const last = this.#waiting.at(-1);
    const both = last === undefined ? null : together(last, action);
    if (both !== null) this.#waiting[this.#waiting.length - 1] = both;
    else if (this.#waiting.length < longest) this.#waiting.push(action);
    if (!this.#busy) void this.#next();
  }

  async #next(): Promise<void> {
    const action = this.#waiting.shift();
    this.#busy = action !== undefined;
    if (action === undefined) return;
    const answer = await this.#options.send({ type: "pointer", ...whole(action) });
    if (answer.kind === "unanswered") this.#waiting = [];
    this.#options.timers.after(gapMs, () => void this.#next());
  }
}

/** Two movements are one longer movement; null where that is not so. */
function together(a: PointerAction, b: PointerAction): PointerAction | null {
  if (a.action === "move" && b.action === "move") return { action: "move", dx: a.dx + b.dx, dy: a.dy + b.dy };
  if (a.action === "scroll" && b.action === "scroll") return { action: "scroll", steps: a.steps + b.steps };
  return null;
}

const within = (value: number, most: number) => Math.max(-most, Math.min(most, Math.round(value)));

/** As the daemon takes it: whole numbers within its bounds. */
function whole(action: PointerAction): PointerAction {
  if (action.action === "move") return { action: "move", dx: within(action.dx, 4000), dy: within(action.dy, 4000) };
  return action.action === "scroll" ? { action: "scroll", steps: within(action.steps, 20) } : action;
}
