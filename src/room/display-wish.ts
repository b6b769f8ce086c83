import type { Policies } from "../settings/complete.ts";
import type { RoomModel } from "./model.ts";

/** When the room last had a use for its display; null before the first. */
export interface DisplayUse {
  readonly endedAtMs: number | null;
}

/**
 * Whether the displays are to be on: in a meeting and just before one, and for a while after it. Null: nothing is wished, and
 * whoever has the remote control decides.
 */
export function displayWish(
  model: Pick<RoomModel, "meeting" | "assisted" | "autoJoin" | "devices">,
  use: DisplayUse,
  policies: Pick<Policies, "displayStandbyMinutes">,
  nowMs: number,
): { on: boolean | null; use: DisplayUse } {
  if (model.meeting !== null || model.assisted !== null || model.autoJoin !== null)
    return { on: true, use: { endedAtMs: nowMs } };
  const isOccupied = model.devices.some(({ capabilities }) => capabilities.occupancy?.occupied === true);
  const graceMs = policies.displayStandbyMinutes * 60_000;
  if (graceMs === 0 || use.endedAtMs === null || isOccupied) return { on: null, use };
  return nowMs - use.endedAtMs >= graceMs ? { on: false, use } : { on: null, use };
}
