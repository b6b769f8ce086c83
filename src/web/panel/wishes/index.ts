import type { Intent } from "../../../domain/intent.ts";
import { windowTimers } from "../../shared/connection/line-socket.ts";
import { linkPhase, room, sendIntent } from "../../shared/connection/room.ts";
import { nowMs } from "../../shared/room-clock.ts";
import { keyOf } from "./confirmed.ts";
import { Wishes } from "./wishes.ts";

/** The wishes of this panel. */
export const wishes = new Wishes({ room, send: sendIntent, timers: windowTimers, nowMs: () => nowMs.peek() });

/** For a control: is its wish under way, may it be touched. Read while drawing. */
export function controlOf(intent: Intent): { busy: boolean; disabled: boolean; onPress: () => void } {
  return {
    busy: wishes.pending.value.has(keyOf(intent)),
    disabled: linkPhase.value !== "live",
    onPress: () => wishes.make(intent),
  };
}
