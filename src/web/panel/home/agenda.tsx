import type { AgendaEntry, RoomState } from "../../../domain/room-state.ts";
import { titleOf } from "../../shared/booking-title.ts";
import { words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { sameDay } from "../../shared/time.ts";
import { AssistedButton } from "../assisted/assisted-button.tsx";
import { JoinButton } from "./actions.tsx";
import { rangeOf, sideFactsOf } from "./entry-words.ts";
import "./agenda.css";

/** The rest of the day. */
export function Agenda({ entries, state }: { entries: AgendaEntry[]; state: RoomState }) {
  const { home } = words.value;
  const { zone } = state.room;
  const today = entries.filter(({ start, allDay }) => allDay || sameDay(start, minuteMs.value, zone));
  return (
    <section class="agenda" aria-label={home.today}>
      <h2 class="agenda-head">{home.today}</h2>
      {today.length === 0 ? (
        <p class="agenda-empty">{state.calendar.configured ? home.nothingMore : home.noCalendar}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard
        <ul class="agenda-list" tabIndex={0}>
          {today.map((entry) => (
            <Row key={entry.id} entry={entry} zone={zone} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ entry, zone }: { entry: AgendaEntry; zone: string }) {
  const { common, noJoin } = words.value;
  // "Too early" is the ordinary case and needs no sentence at each line.
  const reason = entry.noJoin === null || entry.noJoin === "too-early" ? null : noJoin[entry.noJoin];
  const facts = sideFactsOf(entry);
  return (
    <li class="agenda-row">
      <div class="agenda-text">
        <p class="agenda-time tabular">{rangeOf(entry, zone)}</p>
        <p class="agenda-title at-most-4">{titleOf(entry)}</p>
        {facts.length > 0 && <p class="agenda-facts">{common.list(facts)}</p>}
        {reason !== null && <p class="agenda-facts">{reason}</p>}
      </div>
      {entry.joinable && (
        <JoinButton bookingId={entry.id} small>
          {common.join}
        </JoinButton>
      )}
      <AssistedButton entry={entry} small />
    </li>
  );
}
