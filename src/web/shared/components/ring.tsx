import { useEffect, useState } from "preact/hooks";
import "./ring.css";

/** How far a wait has come: nothing yet, a ring after 100 ms, the step in words after a second. */
export type WaitStage = "none" | "ring" | "words";

const ringMs = 100;
const wordsMs = 1000;

export function useWaitStage(busy: boolean): WaitStage {
  const [stage, setStage] = useState<WaitStage>("none");
  useEffect(() => {
    setStage("none");
    if (!busy) return;
    const ring = setTimeout(() => setStage("ring"), ringMs);
    const words = setTimeout(() => setStage("words"), wordsMs);
    return () => {
      clearTimeout(ring);
      clearTimeout(words);
    };
  }, [busy]);
  return busy ? stage : "none";
}

/** Turns while something is under way; takes the place of an icon, so nothing moves. */
export function Ring({ size = 28 }: { size?: number }) {
  return (
    <svg class="ring" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle class="ring-track" cx="12" cy="12" r="9" />
      <path class="ring-arc" d="M12 3a9 9 0 0 1 9 9" />
    </svg>
  );
}
