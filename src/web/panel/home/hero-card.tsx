import type { AgendaEntry, RoomState } from "../../../domain/room-state.ts";
import { titleOf } from "../../shared/booking-title.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs, nowMs } from "../../shared/room-clock.ts";
import { durationOf, timeOf } from "../../shared/time.ts";
import { AssistedButton } from "../assisted/assisted-button.tsx";
import { JoinButton, MeetNowButton, SkipAutoJoinButton } from "./actions.tsx";
import { BookButton, WeAreHereButton } from "./book-actions.tsx";
import { factsOf } from "./entry-words.ts";
import type { Hero } from "./hero-model.ts";
import "./hero-card.css";

/** The large card: the one thing that matters now, with its one dominant action. */
export function HeroCard({ hero, state }: { hero: Hero; state: RoomState }) {
  return (
    <section class="hero" aria-label={words.value.home.now} data-hero={hero.kind}>
      <HeroBody hero={hero} state={state} />
    </section>
  );
}

function HeroBody({ hero, state }: { hero: Hero; state: RoomState }) {
  switch (hero.kind) {
    case "autoJoin":
      return <AutoJoin hero={hero} state={state} />;
    case "noShow":
      return <NoShow hero={hero} state={state} />;
    case "join":
      return <JoinNow hero={hero} state={state} />;
    case "blocked":
      return <NotYet entry={hero.entry} state={state} primary={hero.entry.noJoin === "no-link"} />;
    case "soon":
      return <NotYet entry={hero.entry} state={state} primary />;
    case "free":
      return <Free until={hero.until} state={state} />;
    case "busy":
      return <Busy until={hero.until} state={state} />;
  }
}

/** Nobody came, it seems: one touch keeps the booking. */
function NoShow({ hero, state }: { hero: Extract<Hero, { kind: "noShow" }>; state: RoomState }) {
  const { ways, common } = words.value;
  const left = Date.parse(hero.at) - nowMs.value;
  return (
    <>
      <Heading
        eyebrow={ways.anybodyHere(durationOf(left, language.value))}
        title={hero.title === "" ? common.private : hero.title}
        facts={hero.entry === null ? null : factsOf(hero.entry, state.room.zone)}
      />
      <p class="hero-reason">
        <Icon name="info" />
        <span>{ways.anybodyHint}</span>
      </p>
      <div class="hero-actions">
        <WeAreHereButton />
        {hero.entry?.joinable && <JoinButton bookingId={hero.bookingId}>{common.join}</JoinButton>}
      </div>
    </>
  );
}

function Heading({ eyebrow, title, facts }: { eyebrow: string; title: string; facts: string | null }) {
  return (
    <div class="hero-words">
      <p class="hero-eyebrow">{eyebrow}</p>
      <h2 class={title.length > 44 ? "hero-title hero-title-long at-most-4" : "hero-title"}>{title}</h2>
      {facts !== null && <p class="hero-facts">{facts}</p>}
    </div>
  );
}

function AutoJoin({ hero, state }: { hero: Extract<Hero, { kind: "autoJoin" }>; state: RoomState }) {
  const { home } = words.value;
  const left = Date.parse(hero.at) - nowMs.value;
  return (
    <>
      <Heading
        eyebrow={home.autoJoin(durationOf(left, language.value))}
        title={hero.title}
        facts={hero.entry === null ? null : factsOf(hero.entry, state.room.zone)}
      />
      <div class="hero-actions">
        <JoinButton bookingId={hero.bookingId}>{home.joinNow}</JoinButton>
        <SkipAutoJoinButton />
      </div>
    </>
  );
}

function JoinNow({ hero, state }: { hero: Extract<Hero, { kind: "join" }>; state: RoomState }) {
  const { entry, contested } = hero;
  return (
    <>
      <Heading eyebrow={whenOf(entry)} title={titleOf(entry)} facts={factsOf(entry, state.room.zone)} />
      {contested && (
        <p class="hero-reason">
          <Icon name="info" />
          <span>{words.value.home.contested}</span>
        </p>
      )}
      <div class="hero-actions">
        <JoinButton bookingId={entry.id}>{words.value.common.join}</JoinButton>
        {state.offers.meetNow && <MeetNowButton kind="quiet" />}
      </div>
    </>
  );
}

function NotYet({ entry, state, primary }: { entry: AgendaEntry; state: RoomState; primary: boolean }) {
  return (
    <>
      <Heading eyebrow={whenOf(entry)} title={titleOf(entry)} facts={factsOf(entry, state.room.zone)} />
      {entry.noJoin !== null && (
        <p class="hero-reason">
          <Icon name={entry.noJoin === "too-early" ? "clock" : "info"} />
          <span>{words.value.noJoin[entry.noJoin]}</span>
        </p>
      )}
      <div class="hero-actions">
        <AssistedButton entry={entry} />
        {state.offers.meetNow && <MeetNowButton kind={primary ? "primary" : "quiet"} />}
      </div>
    </>
  );
}

function Free({ until, state }: { until: string | null; state: RoomState }) {
  const { home } = words.value;
  const title = until === null ? home.freeAllDay : home.freeUntil(timeOf(until, state.room.zone, language.value));
  return (
    <>
      <Heading eyebrow={home.now} title={title} facts={state.offers.meetNow ? home.meetNowHint : null} />
      <div class="hero-actions">
        {state.offers.meetNow && <MeetNowButton kind="primary" />}
        {state.offers.bookNow && <BookButton />}
      </div>
    </>
  );
}

function Busy({ until, state }: { until: string | null; state: RoomState }) {
  const { home } = words.value;
  const title = until === null ? home.busy : home.busyUntil(timeOf(until, state.room.zone, language.value));
  return (
    <>
      <Heading eyebrow={home.now} title={title} facts={null} />
      <div class="hero-actions">{state.offers.meetNow && <MeetNowButton kind="quiet" />}</div>
    </>
  );
}

function whenOf(entry: AgendaEntry): string {
  const { home } = words.value;
  if (entry.allDay) return home.allDay;
  const toStart = Date.parse(entry.start) - minuteMs.value;
  if (toStart > 0) return home.startsIn(durationOf(toStart, language.value));
  return toStart > -60_000 ? home.now : home.startedAgo(durationOf(-toStart, language.value));
}
