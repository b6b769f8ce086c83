import { useId, useState } from "preact/hooks";
import { Button } from "../shared/components/button.tsx";
import { Icon } from "../shared/components/icon.tsx";
import { Tile } from "../shared/components/tile.tsx";
import { Trouble } from "../shared/components/trouble.tsx";
import { words } from "../shared/language.ts";
import type { Picture } from "../shared/stage/stage-model.ts";
import { VideoView } from "../shared/stage/video-view.tsx";
import { Level } from "./level.tsx";
import { mediaTrouble, ownCamera, ownMicrophone, switchOwnCamera, switchOwnMicrophone } from "./own-media.ts";
import { join } from "./session.ts";

const nameKey = "roomkeeper-guest-name";

/** Before joining: who you are, and how others see and hear you. */
export function Form({ disabled }: { disabled: boolean }) {
  const { guest, common } = words.value;
  const [name, setName] = useState(() => localStorage.getItem(nameKey) ?? "");
  const id = useId();
  const submit = () => {
    localStorage.setItem(nameKey, name.trim());
    void join(name.trim());
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") submit();
      }}
    >
      <h1 class="form-title">{guest.title}</h1>
      <OwnMedia />
      <div class="form-field">
        <label for={id}>{guest.name}</label>
        <input
          id={id}
          class="form-name"
          value={name}
          maxLength={60}
          autocomplete="name"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <Button
        kind="primary"
        size="large"
        icon="join"
        act="join"
        disabled={disabled || name.trim() === ""}
        onPress={submit}
      >
        {common.join}
      </Button>
    </form>
  );
}

function OwnMedia() {
  const { guest, common } = words.value;
  const camera = ownCamera.value;
  const microphone = ownMicrophone.value;
  const trouble = mediaTrouble.value;
  return (
    <section class="own" aria-label={guest.check}>
      <div class="own-picture">
        {camera === null ? <Icon name="cameraOff" size={64} /> : <VideoView picture={localPicture(camera)} />}
      </div>
      <div class="own-controls">
        <Tile
          icon={microphone === null ? "microphoneOff" : "microphone"}
          label={microphone === null ? common.microphoneOff : common.microphoneOn}
          tone={microphone === null ? "off" : "calm"}
          act="microphone"
          onPress={() => void switchOwnMicrophone(microphone === null)}
        />
        <Tile
          icon={camera === null ? "cameraOff" : "camera"}
          label={camera === null ? common.cameraOff : common.cameraOn}
          tone={camera === null ? "off" : "calm"}
          act="camera"
          onPress={() => void switchOwnCamera(camera === null)}
        />
      </div>
      {microphone !== null && <Level track={microphone} />}
      {trouble !== null && <Trouble tone="attention" text={words.value.pages[trouble]} />}
    </section>
  );
}

interface AttachableTrack {
  mediaStreamTrack: MediaStreamTrack;
  attach: (element: HTMLMediaElement) => unknown;
  detach: (element: HTMLMediaElement) => unknown;
}

function localPicture(track: AttachableTrack): Picture {
  return {
    id: track.mediaStreamTrack.id,
    attach: (element) => void track.attach(element),
    detach: (element) => void track.detach(element),
  };
}
