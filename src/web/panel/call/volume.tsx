import { Icon } from "../../shared/components/icon.tsx";
import { linkPhase } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { useNumberWish } from "../wishes/number-wish.ts";
import "../../shared/components/slider.css";
import "./volume.css";

const step = 10;

/** Loudness in the room. While a finger moves it, it follows the finger; then it shows what the room says. */
export function Volume({ percent }: { percent: number }) {
  const { call } = words.value;
  const { shown, set: wish } = useNumberWish(percent, (percent) => ({ type: "setVolume", percent }));
  const set = (value: number) => wish(Math.min(100, Math.max(0, Math.round(value / 5) * 5)));
  const disabled = linkPhase.value !== "live";
  const off = percent === 0;
  return (
    <fieldset class={off ? "volume volume-off" : "volume"} aria-label={call.volume}>
      <p class="volume-label">
        <Icon name={off ? "speakerOff" : "speaker"} size={28} />
        <span>{off ? call.volumeOff : call.volume}</span>
        <span class="volume-percent tabular">{call.volumePercent(shown)}</span>
      </p>
      <div class="volume-row">
        <StepButton label={call.quieter} icon="minus" disabled={disabled} onPress={() => set(shown - step)} />
        <input
          class="slider volume-slider"
          type="range"
          min={0}
          max={100}
          step={5}
          value={shown}
          disabled={disabled}
          aria-label={call.volume}
          aria-valuetext={call.volumePercent(shown)}
          onInput={(event) => set(Number(event.currentTarget.value))}
        />
        <StepButton label={call.louder} icon="plus" disabled={disabled} onPress={() => set(shown + step)} />
      </div>
    </fieldset>
  );
}

interface StepButtonProps {
  label: string;
  icon: "minus" | "plus";
  disabled: boolean;
  onPress: () => void;
}

function StepButton({ label, icon, disabled, onPress }: StepButtonProps) {
  return (
    <button type="button" class="volume-step" aria-label={label} data-act={icon} disabled={disabled} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
