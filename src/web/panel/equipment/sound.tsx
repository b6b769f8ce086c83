import { useState } from "preact/hooks";
import type { RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { linkPhase } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { looking, playTone } from "./equipment-line.ts";
import { Meter } from "./meter.tsx";

export function MicrophoneMeter() {
  const { equipment } = words.value;
  const level = looking.value.levels.microphone;
  return (
    <Meter
      label={equipment.microphoneLevel}
      level={level}
      words={[equipment.microphoneQuiet, equipment.microphoneHeard]}
    />
  );
}

/** How loud the speaker plays, and a tone to try it. */
export function SpeakerCheck({ state }: { state: RoomState }) {
  const { equipment } = words.value;
  const [refused, setRefused] = useState(false);
  const level = looking.value.levels.speaker;
  const play = () => void playTone().then((problem) => setRefused(problem !== null));
  return (
    <>
      <Meter label={equipment.speakerLevel} level={level} words={[equipment.speakerQuiet, equipment.speakerPlays]} />
      <Button icon="speaker" act="testTone" disabled={linkPhase.value !== "live"} onPress={play}>
        {equipment.testTone}
      </Button>
      <p class="sheet-hint" aria-live="polite">
        {refused ? equipment.toneRefused : state.volume.percent === 0 ? equipment.toneSilent : equipment.toneHint}
      </p>
    </>
  );
}
