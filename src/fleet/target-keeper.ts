import { messageOf } from "../domain/errors.ts";
import type { UpBodies } from "../protocol/hub/bodies.ts";
import type { Json, JsonObject } from "../protocol/hub/difference.ts";
import type { Journal } from "./keyed-journal.ts";
import type { Configurable } from "./room-port.ts";

interface Target {
  version: number;
  document: JsonObject;
}

/** What is kept on disk: the newest target, what runs, and how the newest one fared. */
export type TargetNote = Target | { version: number; status: "applied" | "rejected"; reason: string };

export interface TargetParts {
  journal: Journal<TargetNote>;
  room: Configurable;
  /** True during a meeting. */
  busy: () => boolean;
  report: (report: Omit<UpBodies["reported"], "id" | "at" | "kind">) => void;
}

/**
 * Applies the hub's target document: between meetings, or at once when everything that changes may change live. A version that
 * the room rejects is reported with its reason once and never tried again; the last good one goes on.
 */
export class TargetKeeper {
  readonly #parts: TargetParts;
  #working = false;
  #waitingTold = 0;

  constructor(parts: TargetParts) {
    this.#parts = parts;
  }

  /** Version of the newest target that was received. */
  get version(): number {
    return this.#target?.version ?? 0;
  }

  async take(target: Target): Promise<void> {
    if (target.version <= this.version) return;
    await this.#parts.journal.set("target", { version: target.version, document: target.document });
    await this.proceed();
  }

  /** Goes on when it can: call when a target came, when a meeting ended, and at the start. */
  async proceed(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#next(); next !== null; next = this.#next()) await this.#apply(next);
    } finally {
      this.#working = false;
    }
  }

  get #target(): Target | undefined {
    return this.#parts.journal.get("target") as Target | undefined;
  }

  #next(): Target | null {
    const target = this.#target;
    const verdict = this.#parts.journal.get("verdict");
    if (target === undefined || verdict?.version === target.version) return null;
    if (!this.#parts.busy() || this.#allLive(target)) return target;
    if (this.#waitingTold !== target.version) {
      this.#waitingTold = target.version;
      this.#tell(target.version, "waiting", "for the end of the meeting");
    }
    return null;
  }

  #allLive(target: Target): boolean {
    const [before, after] = [leavesOf(this.#running), leavesOf(target.document)];
    const paths = new Set([...before.keys(), ...after.keys()]);
    return [...paths].every(
      (path) => before.get(path) === after.get(path) || this.#parts.room.isLive(JSON.parse(path) as string[]),
    );
  }

  get #running(): JsonObject {
    return (this.#parts.journal.get("running") as Target | undefined)?.document ?? {};
  }

  async #apply(target: Target): Promise<void> {
    const { journal, room } = this.#parts;
    try {
      await room.apply(target.document);
    } catch (error) {
      await journal.set("verdict", { version: target.version, status: "rejected", reason: messageOf(error) });
      return this.#tell(target.version, "rejected", messageOf(error));
    }
    await journal.set("running", target);
    await journal.set("verdict", { version: target.version, status: "applied", reason: "" });
    this.#tell(target.version, "applied", "");
  }

  #tell(version: number, status: "applied" | "rejected" | "waiting", reason: string): void {
    this.#parts.report({ version, status, reason: reason.slice(0, 2000), document: this.#running });
  }
}

/** Each single setting of a document, as JSON by its path as JSON. A whole new part is as live as the settings in it. */
function leavesOf(value: Json, path: readonly string[] = []): Map<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return new Map([[JSON.stringify(path), JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...leavesOf(inner, [...path, name])]));
}
