import type { ComponentChildren } from "preact";
import type { Loaded as Answer } from "../hub/use-hub.ts";
import { Refusal } from "./refusal.tsx";
import { Waiting } from "./waiting.tsx";

/** What the hub answered, drawn; until then that it is asked, and why it could not be had. What was there before stays. */
export function Loaded<T>({
  answer,
  again,
  children,
}: {
  answer: Answer<T>;
  again: () => void;
  children: (value: T) => ComponentChildren;
}) {
  if (answer.kind === "loading") return <Waiting />;
  return (
    <>
      {answer.kind === "failed" && <Refusal problem={answer.problem} again={again} />}
      {answer.value !== null && children(answer.value)}
    </>
  );
}
