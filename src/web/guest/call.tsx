import { useState } from "preact/hooks";
import { Button } from "../shared/components/button.tsx";
import { Person } from "../shared/components/person.tsx";
import { Sheet } from "../shared/components/sheet.tsx";
import { Tile } from "../shared/components/tile.tsx";
import { words } from "../shared/language.ts";
import { Stage } from "../shared/stage/stage.tsx";
import { layoutOf, recentSpeakers } from "../shared/stage/stage-model.ts";
import { VideoView } from "../shared/stage/video-view.tsx";
import type { CallView } from "./call-view.ts";
import { busy, leave, playSound, switchCamera, switchMicrophone, switchShare } from "./session.ts";

let recent: string[] = [];

/** In the meeting: the others, oneself small, and the controls. */
export function Call({ view }: { view: CallView }) {
  const { guest, call } = words.value;
  const [peopleOpen, setPeopleOpen] = useState(false);
  recent = recentSpeakers(recent, view.people);
  const layout = layoutOf(view.people, view.share !== null, recent);
  return (
    <main class="guest-call">
      <div class="guest-stage">
        {layout.kind === "empty" ? (
          <h1 class="guest-alone">{guest.alone}</h1>
        ) : (
          <Stage layout={layout} share={view.share} />
        )}
        {view.own !== null && (
          <div class="guest-self">
            <VideoView picture={view.own} />
          </div>
        )}
        <Hints view={view} />
      </div>
      <Controls view={view} onPeople={() => setPeopleOpen(true)} />
      {peopleOpen && (
        <Sheet title={call.people(view.list.length)} onClose={() => setPeopleOpen(false)}>
          <ul class="guest-people">
            {view.list.map((person) => (
              <Person key={person.identity} person={person} />
            ))}
          </ul>
        </Sheet>
      )}
    </main>
  );
}

function Hints({ view }: { view: CallView }) {
  const { guest, call } = words.value;
  return (
    <div class="guest-hints" aria-live="polite">
      {view.reconnecting && <p class="guest-hint">{call.reconnecting}</p>}
      {!view.canPlaySound && (
        <p class="guest-hint">
          {guest.soundBlocked}
          <Button kind="primary" size="small" act="playSound" onPress={() => void playSound()}>
            {guest.playSound}
          </Button>
        </p>
      )}
    </div>
  );
}

function Controls({ view, onPeople }: { view: CallView; onPeople: () => void }) {
  const { common, call, guest } = words.value;
  const { microphoneOn, cameraOn, sharing } = view;
  const canShare = typeof navigator.mediaDevices?.getDisplayMedia === "function";
  return (
    <nav class="guest-bar">
      <Tile
        icon={microphoneOn ? "microphone" : "microphoneOff"}
        label={microphoneOn ? common.microphoneOn : common.microphoneOff}
        tone={microphoneOn ? "calm" : "off"}
        busy={busy.value.has("microphone")}
        step={microphoneOn ? call.switchingOff : call.switchingOn}
        act="microphone"
        onPress={() => void switchMicrophone(!microphoneOn)}
      />
      <Tile
        icon={cameraOn ? "camera" : "cameraOff"}
        label={cameraOn ? common.cameraOn : common.cameraOff}
        tone={cameraOn ? "calm" : "off"}
        busy={busy.value.has("camera")}
        step={cameraOn ? call.switchingOff : call.switchingOn}
        act="camera"
        onPress={() => void switchCamera(!cameraOn)}
      />
      {canShare && (
        <Tile
          icon={sharing ? "stop" : "share"}
          label={sharing ? call.stopShare : call.share}
          tone={sharing ? "live" : "calm"}
          busy={busy.value.has("share")}
          act={sharing ? "stopShare" : "share"}
          onPress={() => void switchShare(!sharing)}
        />
      )}
      <Tile
        icon="people"
        label={`${guest.people} ${view.list.length + 1}`}
        tone="calm"
        act="people"
        onPress={onPeople}
      />
      <Tile icon="leave" label={common.leave} tone="leave" act="leave" onPress={() => void leave()} />
    </nav>
  );
}
