import type { RoomState } from "../../../domain/room-state.ts";
import { titleOf } from "../../shared/booking-title.ts";
import { Claim } from "../../shared/components/claim.tsx";
import { Qr } from "../../shared/components/qr.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { dateOf, timeOf } from "../../shared/time.ts";
import { guestAddress } from "./guest-address.ts";
import { nextOf } from "./next-bookings.ts";
import { phoneUrl } from "./phone-code.ts";
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

function Next({ state }: { state: RoomState }) {
  const { display } = words.value;
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
              <Title text={titleOf(entry)} />
              {entry.organiser !== null && !entry.private && <p class="idle-quiet">{entry.organiser}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Title({ text }: { text: string }) {
  return <p class={text.length > 40 ? "idle-title idle-title-long at-most-4" : "idle-title"}>{text}</p>;
}

function HowToJoin({ state }: { state: RoomState }) {
  const { display } = words.value;
  const { ways } = words.value;
  const phone = state.offers.phone ? phoneUrl.value : null;
  if (state.enrolment !== undefined) {
    return (
      <footer class="idle-join idle-claim">
        <Claim enrolment={state.enrolment} />
      </footer>
    );
  }
  const guest = phone === null && state.offers.guest ? guestAddress(location) : null;
  return (
    <footer class="idle-join">
      <div>
        <p class="idle-hint">{display.joinHint}</p>
        <p class="idle-quiet">{display.inviteHint(state.room.name)}</p>
      </div>
      {phone !== null && (
        <div class="idle-scan" data-code="phone">
          <p class="idle-quiet">{ways.phoneHint}</p>
          <Qr text={phone} label={ways.phoneHint} />
        </div>
      )}
      {guest !== null && (
        <div class="idle-scan">
          <p class="idle-quiet">{display.scanHint}</p>
          <Qr text={guest} label={display.scanHint} />
        </div>
      )}
    </footer>
  );
}
