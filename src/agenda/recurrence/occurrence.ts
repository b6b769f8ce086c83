import type { CalendarEvent } from "../ics/event.ts";

/** The half-open window that is asked for, in instants. */
export interface Window {
  from: number;
  to: number;
}

/** One occurrence: the event that describes it, and when it is. */
export interface Occurrence {
  event: CalendarEvent;
  /** Instant at which the series puts it; null for what does not repeat. */
  original: number | null;
  start: number;
  end: number;
}

/** Overlap with the window; something without length counts when its instant lies in it. */
export function overlaps({ start, end }: Pick<Occurrence, "start" | "end">, { from, to }: Window): boolean {
  return start < to && (end > from || (end === start && start >= from));
}
