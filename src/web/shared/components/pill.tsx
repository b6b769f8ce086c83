import { Icon, type IconName } from "./icon.tsx";
import "./pill.css";

export type Tone = "calm" | "live" | "attention" | "danger" | "accent";

/** A short state: icon, word and colour. */
export function Pill({ icon, tone, children }: { icon: IconName; tone: Tone; children: string }) {
  return (
    <span class={`pill pill-${tone}`}>
      <Icon name={icon} size={22} />
      <span>{children}</span>
    </span>
  );
}
