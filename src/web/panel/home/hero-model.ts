import type { AgendaEntry, RoomState } from "../../../domain/room-state.ts";

/** What matters now while the room is not in a meeting: the one thing that the large card shows. */
export type Hero =
  /** The room is about to join by itself. */
  | { kind: "autoJoin"; bookingId: string; title: string; at: string; entry: AgendaEntry | null }
  /** Nobody came: the booking is given back unless somebody says that they are here. */
  | { kind: "noShow"; bookingId: string; title: string; at: string; entry: AgendaEntry | null }
  /** A booking that can be joined now; `contested`: another one begins with it, so that people must choose. */
  | { kind: "join"; entry: AgendaEntry; contested: boolean }
  /** A booking is on, and the room cannot join it. */
  | { kind: "blocked"; entry: AgendaEntry }
  /** A booking comes soon, and cannot be joined yet. */
  | { kind: "soon"; entry: AgendaEntry }
  /** Nobody has the room now. */
  | { kind: "free"; until: string | null }
  /** Somebody has the room now, and the agenda does not say who. */
  | { kind: "busy"; until: string | null };

export interface HomeView {
  hero: Hero;
  /** Everything else that is still to come today, in order. */
  agenda: AgendaEntry[];
}

/** @param nowMs room time */
export function homeViewOf(state: RoomState, nowMs: number): HomeView {
  const coming = state.agenda
    .filter(({ end }) => Date.parse(end) > nowMs)
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const hero = heroOf(state, coming, nowMs);
  const shown = "entry" in hero ? hero.entry?.id : undefined;
  return { hero, agenda: coming.filter(({ id }) => id !== shown) };
}

function heroOf(state: RoomState, coming: AgendaEntry[], nowMs: number): Hero {
  const { autoJoin, availability } = state;
  if (autoJoin !== null) {
    const entry = coming.find(({ id }) => id === autoJoin.bookingId) ?? null;
    return { kind: "autoJoin", ...autoJoin, entry };
  }
  if (state.noShow !== null) {
    const entry = coming.find(({ id }) => id === state.noShow?.bookingId) ?? null;
    return { kind: "noShow", ...state.noShow, entry };
  }
  const joinable = coming.filter((entry) => entry.joinable);
  // Of two that overlap, people come for the one that starts: the later start that is nearest to now.
  const join = joinable.findLast(({ start }) => Date.parse(start) <= nowMs + startingMs) ?? joinable[0];
  if (join !== undefined) return { kind: "join", entry: join, contested: contestedIn(coming, join) };
  const running = coming.find((entry) => !entry.allDay && Date.parse(entry.start) <= nowMs);
  if (running !== undefined && !availability.free) return { kind: "blocked", entry: running };
  if (!availability.free) return { kind: "busy", until: availability.until };
  const soon = coming.find(({ start, allDay }) => !allDay && Date.parse(start) <= nowMs + soonMs);
  return soon === undefined ? { kind: "free", until: availability.until } : { kind: "soon", entry: soon };
}

/** As the room itself sees it, which then does not join without anybody's word. */
function contestedIn(coming: readonly AgendaEntry[], entry: AgendaEntry): boolean {
  const [start, end] = [Date.parse(entry.start), Date.parse(entry.end)];
  return coming.some((other) => {
    const [otherStart, otherEnd] = [Date.parse(other.start), Date.parse(other.end)];
    const together = otherStart < end && otherEnd > start && Math.abs(otherStart - start) < togetherMs;
    return together && other.id !== entry.id && !other.allDay;
  });
}

const togetherMs = 5 * 60_000;
const startingMs = 2 * 60_000;

/** From here on a booking that cannot be joined yet is what matters. */
const soonMs = 15 * 60_000;
