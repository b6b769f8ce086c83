import { computed, effect, signal } from "@preact/signals";
import type { RoomState } from "../../domain/room-state.ts";
import { room } from "../shared/connection/room.ts";
import { chosenLanguage } from "../shared/language.ts";
import { minuteMs, nowMs } from "../shared/room-clock.ts";
import { sheet } from "./sheets/open-sheet.ts";

/** Room time of the last touch or key. */
const touchedMs = signal(0);

const quietAfterMs = 5 * 60_000;
const soonMs = 15 * 60_000;

/** Nobody has touched the panel for a while and nothing is about to happen: it dims. A touch works at once. */
export const quiet = computed(() => {
  const state = room.value;
  return state !== null && minuteMs.value - touchedMs.value > quietAfterMs && !isAwaited(state, minuteMs.value);
});

function isAwaited(state: RoomState, atMs: number): boolean {
  const soon = state.agenda.some(
    ({ joinable, allDay, start }) => joinable || (!allDay && Math.abs(Date.parse(start) - atMs) < soonMs),
  );
  return state.meeting !== null || state.assisted !== null || state.autoJoin !== null || soon;
}

/** Follows touches; what one visitor chose (language, an open sheet) is gone before the next comes. */
export function watchTouches(): void {
  const touched = () => {
    touchedMs.value = nowMs.peek();
  };
  // Before the first state the room's time is not known, and this panel's own may be far off.
  const begun = effect(() => {
    if (room.value === null) return;
    touched();
    queueMicrotask(() => begun());
  });
  addEventListener("pointerdown", touched, { capture: true, passive: true });
  addEventListener("keydown", touched, { capture: true, passive: true });
  effect(() => {
    if (!quiet.value) return;
    chosenLanguage.value = null;
    sheet.close();
  });
}
