import type { AgendaEntry, RoomState } from "../../../domain/room-state.ts";
import { Qr } from "../../shared/components/qr.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { dateOf, sameDay, timeOf } from "../../shared/time.ts";
import { guestAddress } from "./guest-address.ts";
import "./idle.css";

/** Between meetings: room, time, what comes, and how to join. Nothing moves. */
export function Idle({ state }: { state: RoomState }) {
  const { zone, name } = state.room;
  return (
    <main class="idle">
      <div class="idle-now">
        <h1 class="idle-room">{name}</h1>
        <p class="idle-clock">
          <time class="tabular">{timeOf(minuteMs.value, zone, language.value)}</time>
        </p>
        <p class="idle-date">{dateOf(minuteMs.value, zone, language.value)}</p>
      </div>
      <Next state={state} />
      <HowToJoin state={state} />
    </main>
  );
}

/** The running booking and those that follow, two at most. */
export function nextOf(agenda: AgendaEntry[], zone: string, nowMs: number): AgendaEntry[] {
  return agenda
    .filter(({ end, start, allDay }) => !allDay && Date.parse(end) > nowMs && sameDay(start, nowMs, zone))
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    .slice(0, 2);
}

function Next({ state }: { state: RoomState }) {
  const { display, common } = words.value;
  const { zone } = state.room;
  const next = nextOf(state.agenda, zone, minuteMs.value);
  return (
    <section class="idle-next" aria-label={display.next}>
      <h2 class="idle-head">{display.next}</h2>
      {next.length === 0 ? (
        <p class="idle-quiet">{display.nothingNext}</p>
      ) : (
        <ul class="idle-list">
          {next.map((entry) => (
            <li key={entry.id} class="idle-entry">
              <p class="idle-time tabular">
                {timeOf(entry.start, zone, language.value)} – {timeOf(entry.end, zone, language.value)}
              </p>
              <p class="idle-title">{entry.private || entry.title === "" ? common.private : entry.title}</p>
              {entry.organiser !== null && !entry.private && <p class="idle-quiet">{entry.organiser}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function HowToJoin({ state }: { state: RoomState }) {
  const { display } = words.value;
  const guest = state.offers.guest ? guestAddress(location) : null;
  return (
    <footer class="idle-join">
      <div>
        <p class="idle-hint">{display.joinHint}</p>
        <p class="idle-quiet">{display.inviteHint(state.room.name)}</p>
      </div>
      {guest !== null && (
        <div class="idle-scan">
          <p class="idle-quiet">{display.scanHint}</p>
          <Qr text={guest} label={display.scanHint} />
        </div>
      )}
    </footer>
  );
}
