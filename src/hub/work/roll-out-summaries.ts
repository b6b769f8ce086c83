import type { RollOutStatus, ShownRollOut } from "../../protocol/hub/shown-settings.ts";
import type { HubParts } from "../hub-parts.ts";
import { actorNames } from "../people/names.ts";
import type { Tables } from "../store/tables.ts";
import type { Plan } from "./roll-outs.ts";
import { scopeNames } from "./scope-names.ts";

type Row = Omit<Tables["rollouts"], "plan">;
type Progress = ReturnType<typeof progressOf>;

const mostKept = 1000;

/**
 * Roll-outs in short, for lists that are asked for every other second. A plan names every room: those of roll-outs that have ended
 * are read and counted once.
 */
export class RollOutSummaries {
  readonly #parts: HubParts;
  readonly #ended = new Map<string, Progress>();

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  async shown(organisation: string, rows: readonly Row[]): Promise<ShownRollOut[]> {
    const found = await this.#progress(rows);
    const nameOf = await scopeNames(this.#parts, organisation);
    const actors = rows.flatMap((row) => [row.created_by, whoStopped(found.get(row.id)?.reason)]);
    const names = await actorNames(this.#parts, organisation, actors);
    return rows.flatMap(({ organisation: _, status, ...row }) => {
      const progress = found.get(row.id);
      if (progress === undefined) return [];
      const scopeName = nameOf(progress.kind, progress.scope);
      const by = names.get(row.created_by) ?? row.created_by;
      const who = names.get(whoStopped(progress.reason));
      const reason = who === undefined ? progress.reason : `by ${who}`;
      return [{ ...row, status: status as RollOutStatus, by, scopeName, ...progress, reason }];
    });
  }

  async #progress(rows: readonly Row[]): Promise<Map<string, Progress>> {
    const known = new Map<string, Progress>();
    const unknown: string[] = [];
    for (const { id } of rows) {
      const kept = this.#ended.get(id);
      if (kept === undefined) unknown.push(id);
      else known.set(id, kept);
    }
    if (unknown.length === 0) return known;
    const query = this.#parts.store.db.selectFrom("rollouts").select(["id", "status", "plan"]);
    for (const { id, status, plan } of await query.where("id", "in", unknown).execute()) {
      const progress = progressOf(JSON.parse(plan) as Plan);
      known.set(id, progress);
      if (status !== "running" && status !== "paused") this.#keep(id, progress);
    }
    return known;
  }

  #keep(id: string, progress: Progress): void {
    if (this.#ended.size >= mostKept) this.#ended.delete(this.#ended.keys().next().value ?? "");
    this.#ended.set(id, progress);
  }
}

/** Who stopped it; empty when it stopped by itself. */
const whoStopped = (reason = "") => (reason.startsWith("by ") ? reason.slice(3) : "");

function progressOf({ change, rollOut }: Plan) {
  const counts: ShownRollOut["counts"] = {};
  for (const room of rollOut.rooms) counts[room.progress] = (counts[room.progress] ?? 0) + 1;
  const failed = rollOut.rooms.filter((room) => room.progress === "failed").map((room) => room.id);
  return {
    kind: change.kind,
    scope: change.scope,
    settings: change.document,
    wave: rollOut.wave,
    waves: rollOut.rules.wavesPercent,
    reason: rollOut.reason,
    counts,
    failed,
  };
}
