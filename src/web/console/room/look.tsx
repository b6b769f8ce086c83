import { useEffect, useState } from "preact/hooks";
import type { RoomState } from "../../../domain/room-state.ts";
import { titleOf } from "../../shared/booking-title.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon, type IconName } from "../../shared/components/icon.tsx";
import { language } from "../../shared/language.ts";
import { timeOf } from "../../shared/time.ts";
import { useStream } from "../hub/use-stream.ts";
import { OnlyFor } from "../parts/only-for.tsx";
import { may } from "../session.ts";
import { faultWords, say } from "../words.ts";
import { liveWords } from "./live-words.ts";
import { roomApi } from "./room-api.ts";

const shownBookings = 4;

/** What the room's own panel shows, to look at and not to touch: only on a press, and only while this page is seen. */
export function Look({ id, connected }: { id: string; connected: boolean }) {
  const text = say(liveWords);
  const [looking, setLooking] = useState(false);
  const watches = may("rooms:watch");
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.panel}</h2>
        {watches && (connected || looking) && (
          <Button size="small" act={looking ? "stopLooking" : "look"} onPress={() => setLooking(!looking)}>
            {looking ? text.stopLooking : text.look}
          </Button>
        )}
      </div>
      <OnlyFor permission="rooms:watch" />
      {watches && !looking && <p class="quiet">{connected ? text.lookHint : text.lookAway}</p>}
      {watches && looking && <Panel id={id} connected={connected} />}
    </section>
  );
}

function Panel({ id, connected }: { id: string; connected: boolean }) {
  const text = say(liveWords);
  const [state, setState] = useState<RoomState | null>(null);
  const seen = usePageSeen();
  const path = roomApi(id, "/live");
  useStream(seen ? path : null, { state: (shown) => setState(shown as RoomState) });
  if (state === null) return connected ? <p aria-busy="true">{text.waiting}</p> : <p class="quiet">{text.lookAway}</p>;
  return (
    <>
      {!connected && <p class="grave-attention">{text.oldPicture}</p>}
      <div class="room-panel">
        <Meeting state={state} />
        {state.faults.length > 0 && (
          <ul>
            {state.faults.map(({ code, subject }) => (
              <li key={`${code} ${subject}`} class="trouble-line grave-attention">
                <Icon name="alert" size={16} />
                <span>{faultWords(code)}</span>
              </li>
            ))}
          </ul>
        )}
        <Bookings state={state} />
      </div>
    </>
  );
}

function Meeting({ state }: { state: RoomState }) {
  const text = say(liveWords);
  const { meeting } = state;
  if (meeting === null) return <p class="room-meeting">{text.free}</p>;
  const { microphone, camera, participants } = meeting;
  return (
    <>
      <p class="room-meeting">{meeting.title}</p>
      <p class="room-sources">
        <Source icon={microphone.on ? "microphone" : "microphoneOff"} name={text.microphone} on={microphone.on} />
        <Source icon={camera.on ? "camera" : "cameraOff"} name={text.camera} on={camera.on} />
      </p>
      <p class="quiet">{text.people(participants.length)}</p>
    </>
  );
}

function Source({ icon, name, on }: { icon: IconName; name: string; on: boolean }) {
  const text = say(liveWords);
  return (
    <span class={on ? "room-source" : "room-source grave-danger"}>
      <Icon name={icon} size={18} /> {name} {on ? text.on : text.off}
    </span>
  );
}

function Bookings({ state }: { state: RoomState }) {
  const text = say(liveWords);
  const next = state.agenda.slice(0, shownBookings);
  return (
    <>
      <h3 class="quiet">{text.next}</h3>
      {next.length === 0 && <p class="quiet">{text.nothingBooked}</p>}
      <ul class="room-bookings">
        {next.map((entry) => (
          <li key={entry.id}>
            <span class="tabular quiet">{timeOf(entry.start, state.room.zone, language.value)}</span>
            <span>{titleOf(entry)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Hidden tabs keep no connection: browsers allow few to one host, and nobody looks. */
function usePageSeen(): boolean {
  const [seen, setSeen] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return seen;
}
