import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "./ask.ts";

const againMs = 2_000;

/**
 * Server-sent events of the hub, back by themselves after a break. Handlers may change from call to call.
 * @param path null: nothing is followed
 * @returns whether the stream is up: without it, what is shown may be old
 */
export function useStream(path: string | null, handlers: Record<string, (data: unknown) => void>): boolean {
  const [up, setUp] = useState(false);
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (path === null) return;
    return follow(path, latest, setUp);
  }, [path]);
  return up;
}

function follow(
  path: string,
  handlers: { current: Record<string, (data: unknown) => void> },
  tell: (up: boolean) => void,
): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(path);
    source.onopen = () => {
      tell(true);
      handlers.current.open?.(null);
    };
    source.onerror = () => {
      tell(false);
      // The browser comes back by itself from a broken connection; from a refusal it does not: why is asked the usual way.
      if (source.readyState !== EventSource.CLOSED) return;
      void ask("GET", "/api/me");
      again = setTimeout(open, againMs);
    };
    for (const event of Object.keys(handlers.current)) {
      if (event === "open") continue;
      source.addEventListener(event, (message) => handlers.current[event]?.(JSON.parse(message.data as string)));
    }
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
    tell(false);
  };
}
