import type { AgendaEntry } from "../../../domain/room-state.ts";
import { sameDay } from "../../shared/time.ts";

/** The running booking and those that follow, two at most. */
export function nextOf(agenda: AgendaEntry[], zone: string, nowMs: number): AgendaEntry[] {
  return agenda
    .filter(({ end, start, allDay }) => !allDay && Date.parse(end) > nowMs && sameDay(start, nowMs, zone))
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    .slice(0, 2);
}
