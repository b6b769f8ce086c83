import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import { Ring, useWaitStage } from "./ring.tsx";
import "./button.css";

export interface ButtonProps {
  kind?: "primary" | "quiet" | "plain" | "danger";
  size?: "normal" | "large" | "small";
  icon?: IconName;
  /** Its wish is under way: a ring, then `step` in place of the label. */
  busy?: boolean;
  step?: string;
  disabled?: boolean;
  /** Sends the form around it; Enter in a field does so, too. */
  submit?: boolean;
  onPress?: () => void;
  /** For tests and scripts: what it does, whatever the language. */
  act: string;
  children: ComponentChildren;
}

export function Button(props: ButtonProps) {
  const { kind = "quiet", size = "normal", icon, busy = false, step, act } = props;
  const stage = useWaitStage(busy);
  const iconSize = size === "large" ? 40 : 28;
  return (
    <button
      type={props.submit === true ? "submit" : "button"}
      class={`button button-${kind} button-${size}`}
      data-act={act}
      disabled={props.disabled ?? false}
      aria-busy={busy}
      onClick={props.onPress}
    >
      {stage === "none" ? icon !== undefined && <Icon name={icon} size={iconSize} /> : <Ring size={iconSize} />}
      <span class="button-label">{stage === "words" && step !== undefined ? step : props.children}</span>
    </button>
  );
}
