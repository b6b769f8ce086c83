import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { language, words } from "../../shared/language.ts";
import { minuteMs } from "../../shared/room-clock.ts";
import { Stage } from "../../shared/stage/stage.tsx";
import { type LayoutWish, layoutOf } from "../../shared/stage/stage-model.ts";
import { timeOf } from "../../shared/time.ts";
import { countFrame } from "../counters.ts";
import { NewestMessage } from "./newest-message.tsx";
import { shutOut, viewing } from "./subscriber.ts";
import { people, share, speakers } from "./watched.ts";
import "./call.css";

/** `?layout=grid` and `?layout=speaker` hold one; else it follows the number of people. */
const wish = ((): LayoutWish => {
  const asked = new URLSearchParams(location.search).get("layout");
  return asked === "grid" || asked === "speaker" ? asked : "auto";
})();

/** In a meeting: the others, large; above them what this room sends, always in the same place. */
export function Call({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  const layout = layoutOf(people.value, share.value !== null, speakers.value, wish);
  return (
    <main class="call" data-layout={layout.kind}>
      <Bar state={state} meeting={meeting} more={layout.more} />
      <div class="call-stage">
        {layout.kind === "empty" ? (
          <p class="alone">{words.value.display.alone}</p>
        ) : (
          <Stage layout={layout} share={share.value} onFrame={countFrame} />
        )}
        <Banner meeting={meeting} />
        <NewestMessage meeting={meeting} />
      </div>
    </main>
  );
}

function bannerOf({ phase, displayWaits }: Meeting): string | null {
  const { display, pages, ways } = words.value;
  if (phase === "reconnecting") return display.reconnecting;
  if (viewing.value) return null;
  if (shutOut.value) return ways.noPictures;
  return displayWaits ? pages.displayWaits.youCan : display.waiting;
}

/** Trouble that those who look at the screen must know. */
function Banner({ meeting }: { meeting: Meeting }) {
  const text = bannerOf(meeting);
  return (
    <div aria-live="polite">
      {text !== null && (
        <p class="banner" data-banner={meeting.phase}>
          <Icon name="repeat" size={40} />
          {text}
        </p>
      )}
    </div>
  );
}

interface BarProps {
  state: RoomState;
  meeting: Meeting;
  more: number;
}

/** What this room sends is said left of the clock, always: nobody wonders whether they are muted. */
function Bar({ state, meeting, more }: BarProps) {
  const { common, call, display } = words.value;
  return (
    <header class="bar">
      <h1 class="bar-title">{meeting.title}</h1>
      {more > 0 && <p class="bar-more">{display.others(more)}</p>}
      <ul class="bar-badges">
        {meeting.recording && (
          <li class="badge badge-record" data-badge="recording">
            <Icon name="record" size={36} />
            {call.recording}
          </li>
        )}
        {meeting.hand?.raised && (
          <li class="badge" data-badge="hand">
            <Icon name="hand" size={36} />
            {call.handRaised}
          </li>
        )}
        {!meeting.camera.on && (
          <li class="badge" data-badge="camera">
            <Icon name="cameraOff" size={36} />
            {common.cameraOff}
          </li>
        )}
        {!meeting.microphone.on && (
          <li class="badge badge-off" data-badge="microphone">
            <Icon name="microphoneOff" size={36} />
            {common.microphoneOff}
          </li>
        )}
      </ul>
      <time class="bar-clock tabular">{timeOf(minuteMs.value, state.room.zone, language.value)}</time>
    </header>
  );
}
