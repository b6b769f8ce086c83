import { useEffect } from "preact/hooks";

/** Does something again and again while the page is looked at. @param everyMs null: not now */
export function useEvery(everyMs: number | null, act: () => void): void {
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (!document.hidden) act();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, act]);
}
