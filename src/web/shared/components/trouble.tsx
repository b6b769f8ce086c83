import type { ThreeParts } from "../catalogue/shape.ts";
import { words } from "../language.ts";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./pill.tsx";
import "./trouble.css";

const icons: Record<Tone, IconName> = {
  calm: "info",
  live: "check",
  attention: "alert",
  danger: "alert",
  accent: "info",
};

interface TroubleProps {
  tone: Tone;
  text: ThreeParts;
  /** Already worded: "since 10:42". */
  time?: string | null;
  details?: string | null;
}

/** Trouble as people read it: what happened, what we are doing, what you can do; with a time, and details for IT. */
export function Trouble({ tone, text, time, details }: TroubleProps) {
  return (
    <div class={`trouble trouble-${tone}`}>
      <Icon name={icons[tone]} size={32} />
      <div class="trouble-text">
        <p class="trouble-happened">
          {text.happened} {time != null && <span class="trouble-time">{time}</span>}
        </p>
        <p>
          {text.doing} <strong>{text.youCan}</strong>
        </p>
        {details != null && details !== "" && (
          <details class="trouble-details">
            <summary>{words.value.common.details}</summary>
            <p>{details}</p>
          </details>
        )}
      </div>
    </div>
  );
}
