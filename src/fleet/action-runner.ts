import { messageOf, RoomkeeperError } from "../domain/errors.ts";
import type { ActionEnd, DownBodies } from "../protocol/hub/bodies.ts";
import type { Journal } from "./keyed-journal.ts";

/** What is remembered of an action: that it was begun (with which verb, in which start of the computer), and how it ended. */
export type ActionNote =
  | { end: null; verb?: string; computerStart?: string }
  | { end: ActionEnd; detail: string; at: number };

export interface ActionRunnerParts {
  journal: Journal<ActionNote>;
  /** The hub's clock. */
  hubNow: () => number;
  perform: (action: DownBodies["action"]) => Promise<string>;
  /** Resolves when it may begin; false: not in time. Absent: at once. */
  mayBegin?: (action: DownBodies["action"]) => Promise<boolean>;
  /** Names this start of the computer; null: unknown. */
  computerStart?: () => Promise<string | null>;
  /** Puts an outcome into the durable queue. */
  report: (action: string, note: ActionNote & { end: ActionEnd }) => void;
}

/** How many ended actions are remembered. The hub does not send one again whose outcome it has. */
const remembered = 500;

/**
 * Does each action of the hub at most once, whatever is sent twice, lost or cut: an action is noted on disk before it is begun.
 * One that was begun when the daemon ended has the outcome `unknown` and is not done again.
 */
export class ActionRunner {
  readonly #parts: ActionRunnerParts;
  readonly #running = new Set<string>();

  constructor(parts: ActionRunnerParts) {
    this.#parts = parts;
  }

  /** At the daemon's start: what was under way then. */
  async settleInterrupted(): Promise<void> {
    for (const [id, note] of this.#parts.journal.entries()) {
      if (note.end !== null) continue;
      const [end, detail] = await this.#afterStart(note);
      await this.#end(id, end, detail);
    }
  }

  /** A restart is done when this runs; a reboot, when the computer started anew. Of others nobody knows. */
  async #afterStart({ verb, computerStart }: ActionNote & { end: null }): Promise<[ActionEnd, string]> {
    if (verb === "restart") return ["done", "the room's daemon has started again"];
    if (verb !== "reboot" || computerStart === undefined) return ["unknown", "the room's daemon ended while doing it"];
    const now = await this.#parts.computerStart?.();
    if (now == null) return ["unknown", "whether the computer started again is not known"];
    return now === computerStart
      ? ["failed", "the room's daemon started again, the computer did not"]
      : ["done", "the computer has started again"];
  }

  async take(action: DownBodies["action"]): Promise<void> {
    const { journal, hubNow, report } = this.#parts;
    const note = journal.get(action.id);
    if (this.#running.has(action.id)) return;
    if (note !== undefined) {
      // Known: the hub did not get the outcome. It stores an outcome once, however often it comes.
      if (note.end !== null) report(action.id, note);
      return;
    }
    this.#running.add(action.id);
    try {
      if (hubNow() >= action.expiresAt) return await this.#end(action.id, "expired", "it came after its expiry");
      if ((await this.#parts.mayBegin?.(action)) === false)
        return await this.#end(action.id, "expired", "the room was in use until its expiry");
      const computerStart = await this.#parts.computerStart?.();
      const begun = { end: null, verb: action.verb, ...(computerStart == null ? {} : { computerStart }) };
      await journal.set(action.id, begun);
      await this.#do(action);
    } finally {
      this.#running.delete(action.id);
    }
  }

  async #do(action: DownBodies["action"]): Promise<void> {
    try {
      await this.#end(action.id, "done", await this.#parts.perform(action));
    } catch (error) {
      const refused = error instanceof RoomkeeperError && error.code.startsWith("intent.");
      await this.#end(action.id, refused ? "refused" : "failed", messageOf(error));
    }
  }

  async #end(id: string, end: ActionEnd, detail: string): Promise<void> {
    const { journal, hubNow, report } = this.#parts;
    const note = { end, detail: detail.slice(0, 4000), at: Math.max(0, Math.round(hubNow())) };
    await journal.set(id, note);
    report(id, note);
    for (const [old, { end: ended }] of journal.entries().slice(0, -remembered))
      if (ended !== null) await journal.delete(old);
  }
}
