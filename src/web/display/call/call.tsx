import type { Meeting } from "../../../domain/meeting.ts";
import { Icon } from "../../shared/components/icon.tsx";
import { words } from "../../shared/language.ts";
import { Stage } from "../../shared/stage/stage.tsx";
import { type LayoutWish, layoutOf } from "../../shared/stage/stage-model.ts";
import { countFrame } from "../counters.ts";
import { viewing } from "./subscriber.ts";
import { people, share, speakers } from "./watched.ts";
import "./call.css";

/** `?layout=grid` and `?layout=speaker` hold one; else it follows the number of people. */
const wish = ((): LayoutWish => {
  const asked = new URLSearchParams(location.search).get("layout");
  return asked === "grid" || asked === "speaker" ? asked : "auto";
})();

/** In a meeting: the others, large. */
export function Call({ meeting }: { meeting: Meeting }) {
  const layout = layoutOf(people.value, share.value !== null, speakers.value, wish);
  return (
    <main class="call" data-layout={layout.kind}>
      {layout.kind === "empty" ? (
        <Alone title={meeting.title} />
      ) : (
        <Stage layout={layout} share={share.value} onFrame={countFrame} />
      )}
      <Banner meeting={meeting} />
      <Corner meeting={meeting} />
    </main>
  );
}

function Alone({ title }: { title: string }) {
  return (
    <div class="alone">
      <h1 class="alone-title">{title}</h1>
      <p>{words.value.display.alone}</p>
    </div>
  );
}

/** Trouble that those who look at the screen must know. */
function Banner({ meeting }: { meeting: Meeting }) {
  const { display } = words.value;
  const text = meeting.phase === "reconnecting" ? display.reconnecting : viewing.value ? null : display.waiting;
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

/** What this room sends, always in the same corner: nobody wonders whether they are muted. */
function Corner({ meeting }: { meeting: Meeting }) {
  const { common, call } = words.value;
  return (
    <ul class="corner">
      {!meeting.microphone.on && (
        <li class="badge badge-off" data-badge="microphone">
          <Icon name="microphoneOff" size={40} />
          {common.microphoneOff}
        </li>
      )}
      {!meeting.camera.on && (
        <li class="badge" data-badge="camera">
          <Icon name="cameraOff" size={40} />
          {common.cameraOff}
        </li>
      )}
      {meeting.recording && (
        <li class="badge badge-record" data-badge="recording">
          <Icon name="record" size={40} />
          {call.recording}
        </li>
      )}
    </ul>
  );
}
