import { Icon, type IconName } from "./icon.tsx";
import { Ring, useWaitStage } from "./ring.tsx";
import "./tile.css";

/** calm: on or ordinary. off: red, and the word says so. live: others get it now. attention: it wants a look. */
export type TileTone = "calm" | "off" | "live" | "attention" | "leave";

export interface TileProps {
  icon: IconName;
  /** Word and state in one: "Microphone off". */
  label: string;
  tone: TileTone;
  busy?: boolean;
  step?: string;
  disabled?: boolean;
  onPress: () => void;
  act: string;
}

/** A large control of the bar: icon over word; its colour is the confirmed state's. */
export function Tile(props: TileProps) {
  const { icon, label, tone, busy = false, step, act } = props;
  const stage = useWaitStage(busy);
  return (
    <button
      type="button"
      class={`tile tile-${tone}`}
      data-act={act}
      data-tone={tone}
      disabled={props.disabled ?? false}
      aria-busy={busy}
      onClick={props.onPress}
    >
      {stage === "none" ? <Icon name={icon} size={36} /> : <Ring size={36} />}
      <span class="tile-label">{stage === "words" && step !== undefined ? step : label}</span>
    </button>
  );
}
