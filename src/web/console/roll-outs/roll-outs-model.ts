import type { RollOutStatus, ShownRollOut, ShownRollOutDetail } from "../../../protocol/hub/shown-settings.ts";
import type { BarPart } from "../parts/bar.tsx";

/** Done, failed and so on, in the order of the bar. */
export function barOf({ counts }: Pick<ShownRollOut, "counts">): Omit<BarPart, "shown">[] {
  const part = (id: keyof typeof counts, tone: BarPart["tone"]) => ({ id, tone, count: counts[id] ?? 0 });
  return [
    part("applied", "live"),
    part("failed", "danger"),
    part("late", "attention"),
    part("sent", "accent"),
    part("reverted", "attention"),
    part("waiting", "calm"),
  ];
}

export type Order = "pause" | "resume" | "roll-back" | "cancel";

/** What can be ordered now. */
export function ordersOf(status: RollOutStatus): Order[] {
  if (status === "running") return ["pause", "roll-back", "cancel"];
  return status === "paused" ? ["resume", "roll-back", "cancel"] : [];
}

/** Whether it moves by itself, so that it is asked for again. */
export const moves = (status: RollOutStatus): boolean => status === "running";

export type Reason =
  | { kind: "failures"; failed: number; answered: number }
  | { kind: "nothing applied" }
  | { kind: "by"; who: string }
  | { kind: "words"; words: string }
  | null;

/** Why it stopped, out of the hub's words, so that it can be said in any language. */
export function reasonOf(reason: string): Reason {
  if (reason === "") return null;
  const failures = /^(\d+) of (\d+) rooms that answered have failed$/.exec(reason);
  if (failures !== null) return { kind: "failures", failed: Number(failures[1]), answered: Number(failures[2]) };
  if (reason === "no room has applied the change yet") return { kind: "nothing applied" };
  const by = /^by (.+)$/s.exec(reason);
  return by === null ? { kind: "words", words: reason } : { kind: "by", who: by[1] ?? "" };
}

/** When the next wave begins, milliseconds since 1970 UTC; null: a wave is under way, or none is left. */
export function nextWaveAt({ status, throughAt, wave, waves, rules }: ShownRollOutDetail): number | null {
  if (status !== "running" || throughAt === null || wave >= waves.length) return null;
  return throughAt + rules.soakMinutes * 60_000;
}
