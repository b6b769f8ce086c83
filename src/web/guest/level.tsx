import type { LocalAudioTrack } from "livekit-client";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../shared/language.ts";
import { loadClient } from "../shared/meeting/client.ts";

const everyMs = 80;

/** Moves with the voice: the microphone hears something. */
export function Level({ track }: { track: LocalAudioTrack }) {
  const { guest } = words.value;
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    void loadClient().then(({ createAudioAnalyser }) => {
      if (gone) return;
      const { calculateVolume, cleanup } = createAudioAnalyser(track, { smoothingTimeConstant: 0.5 });
      const timer = setInterval(() => {
        if (meter.current !== null) meter.current.value = Math.min(1, calculateVolume() * 2);
      }, everyMs);
      stop = () => {
        clearInterval(timer);
        void cleanup();
      };
    });
    return () => {
      gone = true;
      stop();
    };
  }, [track]);
  return (
    <div class="level">
      <meter ref={meter} min={0} max={1} value={0} aria-label={guest.level} />
      <p>{guest.youAreHeard}</p>
    </div>
  );
}
