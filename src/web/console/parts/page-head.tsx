import type { ComponentChildren } from "preact";

/** A page's title with what one can do on it. */
export function PageHead({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <h1>{title}</h1>
      {children !== undefined && <div class="page-actions">{children}</div>}
    </header>
  );
}
