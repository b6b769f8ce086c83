import { Icon } from "./icon.tsx";
import { Ring, useWaitStage } from "./ring.tsx";
import "./choice.css";

interface ChoiceProps {
  title: string;
  detail: string | null;
  chosen: boolean;
  busy: boolean;
  disabled: boolean;
  trouble?: boolean;
  onPress: () => void;
  act: string;
}

/** One of several: a large row with a mark for the chosen one. */
export function Choice(props: ChoiceProps) {
  const stage = useWaitStage(props.busy);
  return (
    <button
      type="button"
      class={props.chosen ? "choice choice-chosen" : "choice"}
      data-act={props.act}
      aria-pressed={props.chosen}
      aria-busy={props.busy}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      <span class="choice-text">
        <span class="choice-title">{props.title}</span>
        {props.detail !== null && (
          <span class={props.trouble ? "choice-detail choice-trouble" : "choice-detail"}>{props.detail}</span>
        )}
      </span>
      {stage !== "none" ? <Ring /> : props.chosen && <Icon name="check" />}
    </button>
  );
}
