import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { Tile } from "../../shared/components/tile.tsx";
import { words } from "../../shared/language.ts";
import { controlOf } from "../wishes/index.ts";
import { ShareTile } from "./share-tile.tsx";
import { cameraLook, microphoneLook } from "./source-model.ts";
import { Volume } from "./volume.tsx";

/** The controls of a meeting, always in the same places. */
export function CallBar({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  return (
    <nav class="call-bar">
      <MicrophoneTile meeting={meeting} />
      <CameraTile meeting={meeting} />
      <Volume percent={state.volume.percent} />
      <ShareTile meeting={meeting} sources={state.shareSources} />
      <LeaveTile meeting={meeting} />
    </nav>
  );
}

function MicrophoneTile({ meeting }: { meeting: Meeting }) {
  const { wish, busy, ...look } = microphoneLook(
    meeting.microphone,
    meeting.withheld.includes("microphone"),
    words.value,
  );
  const control = controlOf({ type: "setMicrophone", on: wish });
  return <Tile {...look} {...control} busy={busy || control.busy} act="microphone" />;
}

function CameraTile({ meeting }: { meeting: Meeting }) {
  const { wish, busy, ...look } = cameraLook(meeting.camera, meeting.withheld.includes("camera"), words.value);
  const control = controlOf({ type: "setCamera", on: wish });
  return <Tile {...look} {...control} busy={busy || control.busy} act="camera" />;
}

function LeaveTile({ meeting }: { meeting: Meeting }) {
  const { common, call } = words.value;
  const control = controlOf({ type: "leave" });
  const busy = control.busy || meeting.phase === "leaving";
  return (
    <Tile icon="leave" label={common.leave} tone="leave" step={call.leaving} act="leave" {...control} busy={busy} />
  );
}
