import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { askTicket } from "../../shared/meeting/ticket.ts";
import { type Pictures, type Viewing, view } from "./viewing.ts";

const none: Pictures = { cameras: new Map(), shares: new Map() };

/** Pictures of the others, as they come in. */
export const pictures = signal<Pictures>(none);

/** Whether the pictures' connection stands. */
export const viewing = signal(false);

/** This meeting lets in nobody but the room itself: no pictures will come. */
export const shutOut = signal(false);

const screenKey = "roomkeeper-screen";

/** This display among several of one room: the same one after a reload, another one in another window. */
function screenName(): string {
  const known = sessionStorage.getItem(screenKey);
  if (known !== null) return known;
  const fresh = Math.random().toString(36).slice(2, 10);
  sessionStorage.setItem(screenKey, fresh);
  return fresh;
}

const firstPauseMs = 250;
const longestPauseMs = 4_000;

interface SubscriberOptions {
  /** The meeting to watch, by its stay; null when there is none. */
  meetingId: ReadonlySignal<string | null>;
  /** Everybody known in this meeting but the room itself. */
  others: ReadonlySignal<ReadonlySet<string>>;
}

/** Watches the running meeting for as long as there is one, and comes back by itself. */
export function keepWatching({ meetingId, others }: SubscriberOptions): void {
  let current: Viewing | null = null;
  const wants = (identity: string) => others.peek().has(identity);

  const watchOnce = async (signal: AbortSignal): Promise<boolean> => {
    const answer = await askTicket(`/api/display-ticket?screen=${screenName()}`, signal);
    shutOut.value = answer.kind === "refused" && answer.problem.code === "meeting.refused";
    if (answer.kind !== "ticket" || signal.aborted) return false;
    try {
      const onPictures = (fresh: Pictures) => {
        if (!signal.aborted) pictures.value = fresh;
      };
      current = await view({ ticket: answer.ticket, signal, wants, onPictures });
    } catch {
      // Whatever hinders the connection (server down, stale token): a fresh ticket and another try mend it.
      return false;
    }
    viewing.value = true;
    await current.over;
    current = null;
    return true;
  };

  const watch = async (signal: AbortSignal) => {
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      const stood = await watchOnce(signal);
      if (signal.aborted) return;
      viewing.value = false;
      pictures.value = none;
      pauseMs = stood ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      await pause(pauseMs, signal);
    }
  };

  effect(() => {
    if (meetingId.value === null) return;
    const stop = new AbortController();
    void watch(stop.signal);
    return () => {
      stop.abort();
      viewing.value = false;
      pictures.value = none;
    };
  });
  effect(() => {
    if (others.value.size > 0) current?.refresh();
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
