import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../../shared/components/icon.tsx";
import "../../shared/components/button.css";

interface LinkButtonProps {
  href: string;
  icon?: IconName;
  kind?: "primary" | "quiet" | "plain";
  /** The browser keeps what it gets as a file. */
  download?: boolean;
  children: ComponentChildren;
}

/** Looks like a button and leads somewhere: can be opened in a new tab. */
export function LinkButton({ href, icon, kind = "quiet", download = false, children }: LinkButtonProps) {
  return (
    <a class={`button button-${kind} link-button`} href={href} download={download}>
      {icon !== undefined && <Icon name={icon} size={18} />}
      <span class="button-label">{children}</span>
    </a>
  );
}
