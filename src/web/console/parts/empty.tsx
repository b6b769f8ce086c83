import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../../shared/components/icon.tsx";

interface EmptyProps {
  icon: IconName;
  title: string;
  /** What to do first. */
  hint: string;
  children?: ComponentChildren;
}

/** Nothing to show: why, and what one can do. */
export function Empty({ icon, title, hint, children }: EmptyProps) {
  return (
    <section class="empty">
      <Icon name={icon} size={40} />
      <h2>{title}</h2>
      {hint !== "" && <p class="quiet">{hint}</p>}
      {children}
    </section>
  );
}
