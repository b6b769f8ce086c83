import type { Participant } from "../../../domain/meeting.ts";
import { Person } from "../../shared/components/person.tsx";
import { words } from "../../shared/language.ts";

/** Everybody else in the meeting, in the order in which the daemon lists them: nobody jumps when they speak. */
export function People({ participants }: { participants: Participant[] }) {
  const { call } = words.value;
  if (participants.length === 0) {
    return (
      <section class="people people-empty">
        <h2 class="people-alone">{call.alone}</h2>
        <p>{call.aloneHint}</p>
      </section>
    );
  }
  return (
    <section class="people" aria-label={call.people(participants.length)}>
      <h2 class="people-head">{call.people(participants.length)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <ul class="people-list" tabIndex={0}>
        {participants.map((person) => (
          <Person key={person.identity} person={person} />
        ))}
      </ul>
    </section>
  );
}
