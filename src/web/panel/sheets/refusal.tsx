import type { ComponentChildren } from "preact";
import { Trouble } from "../../shared/components/trouble.tsx";
import { notices } from "../notices/current.ts";

/** A sheet covers the notices: a refusal of what it wished is said there too, with what helps. */
export function Refusal({ children }: { children?: ComponentChildren }) {
  const refused = notices.value.find(({ key }) => key === "disappointment");
  if (refused === undefined) return null;
  return (
    <div role="alert">
      <Trouble tone={refused.tone} text={refused.text} details={refused.details} />
      {children}
    </div>
  );
}
