import { useEffect, useState } from "preact/hooks";
import type { RoomState } from "../../../domain/room-state.ts";
import { titleOf } from "../../shared/booking-title.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { language } from "../../shared/language.ts";
import { timeOf } from "../../shared/time.ts";
import { useStream } from "../hub/use-stream.ts";
import { api, may } from "../session.ts";
import { faultWords, say } from "../words.ts";
import { liveWords } from "./live-words.ts";

const shownBookings = 4;

/** What the room's own panel shows, to look at and not to touch: only on a press, and only while this page is seen. */
export function Look({ id, connected }: { id: string; connected: boolean }) {
  const text = say(liveWords);
  const [looking, setLooking] = useState(false);
  if (!may("rooms:watch")) return null;
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.look}</h2>
        <Button size="small" act={looking ? "stopLooking" : "look"} onPress={() => setLooking(!looking)}>
          {looking ? text.stopLooking : text.look}
        </Button>
      </div>
      {looking ? <Panel id={id} connected={connected} /> : <p class="quiet">{text.lookHint}</p>}
    </section>
  );
}

function Panel({ id, connected }: { id: string; connected: boolean }) {
  const text = say(liveWords);
  const [state, setState] = useState<RoomState | null>(null);
  const seen = usePageSeen();
  const path = api(`/rooms/${encodeURIComponent(id)}/live`);
  useStream(seen ? path : null, { state: (shown) => setState(shown as RoomState) });
  if (state === null) return <p aria-busy="true">{text.waiting}</p>;
  return (
    <div class="room-panel">
      {!connected && <p class="grave-attention">{text.oldPicture}</p>}
      <Meeting state={state} />
      <ul>
        {state.faults.map(({ code, subject }) => (
          <li key={`${code} ${subject}`} class="trouble-line grave-attention">
            <Icon name="alert" size={16} />
            <span>{faultWords(code)}</span>
          </li>
        ))}
      </ul>
      <Bookings state={state} />
    </div>
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
        <Icon name={microphone.on ? "microphone" : "microphoneOff"} size={18} /> {text.microphone}{" "}
        {microphone.on ? text.on : text.off}
        <Icon name={camera.on ? "camera" : "cameraOff"} size={18} /> {text.camera} {camera.on ? text.on : text.off}
      </p>
      <p class="quiet">{text.people(participants.length)}</p>
    </>
  );
}

function Bookings({ state }: { state: RoomState }) {
  const text = say(liveWords);
  const next = state.agenda.slice(0, shownBookings);
  return (
    <>
      <h3>{text.next}</h3>
      {next.length === 0 && <p class="quiet">{text.nothingBooked}</p>}
      <ul>
        {next.map((entry) => (
          <li key={entry.id}>
            <span class="tabular quiet">{timeOf(entry.start, state.room.zone, language.value)}</span> {titleOf(entry)}
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
