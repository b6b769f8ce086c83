import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Meeting, Participant } from "../../../domain/meeting.ts";
import { room } from "../../shared/connection/room.ts";
import { recentSpeakers, type StagePerson } from "../../shared/stage/stage-model.ts";
import { pictures } from "./subscriber.ts";

/** The meeting to watch: one that stands, or is coming back. */
export const watched = computed<Meeting | null>(() => {
  const meeting = room.value?.meeting ?? null;
  return meeting?.phase === "connected" || meeting?.phase === "reconnecting" ? meeting : null;
});

export const watchedId = computed(() => watched.value?.id ?? null);

/** The others, as last known: while the room itself reconnects, its list is empty, and the others are still there. */
const known = signal<{ meetingId: string | null; people: Participant[] }>({ meetingId: null, people: [] });

export const others: ReadonlySignal<ReadonlySet<string>> = computed(
  () => new Set(known.value.people.map(({ identity }) => identity)),
);

const recent = signal<string[]>([]);
export const speakers: ReadonlySignal<string[]> = recent;

export const people = computed<StagePerson[]>(() =>
  known.value.people.map(({ identity, name, speaking, microphone }) => ({
    identity,
    name,
    speaking,
    muted: microphone !== "on",
    picture: pictures.value.cameras.get(identity) ?? null,
  })),
);

export const share = computed(() => [...pictures.value.shares.values()][0] ?? null);

/** Follows the room's state. Once a page. */
export function followMeeting(): void {
  effect(() => {
    const meeting = watched.value;
    const before = known.peek();
    const same = meeting !== null && meeting.id === before.meetingId;
    if (!same) recent.value = [];
    if (same && meeting.phase === "reconnecting" && meeting.participants.length === 0) return;
    known.value = { meetingId: meeting?.id ?? null, people: meeting?.participants ?? [] };
    recent.value = recentSpeakers(recent.peek(), known.peek().people);
  });
}
