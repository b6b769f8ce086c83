import { effect, type Signal } from "@preact/signals";
import type { RoomState } from "../../../domain/room-state.ts";
import type { LinkPhase } from "./link.ts";

/**
 * A daemon that came back may be a newer one, with newer pages. Their file names carry a hash: when the document names
 * other ones than those that run here, the page loads itself again, but never during a meeting.
 */
export function watchForNewPage(phase: Signal<LinkPhase>, room: Signal<RoomState | null>): void {
  let wasLost = false;
  let stale = false;
  const refresh = () => {
    if (stale && room.peek()?.meeting == null) location.reload();
  };
  const look = async () => {
    stale = await isStale();
    refresh();
  };
  effect(() => {
    if (phase.value === "lost") wasLost = true;
    else if (phase.value === "live" && wasLost) {
      wasLost = false;
      void look();
    }
  });
  effect(() => {
    if (room.value?.meeting === null) refresh();
  });
}

/** Whether the daemon serves another script for this page than the running one. */
async function isStale(): Promise<boolean> {
  const running = document.querySelector<HTMLScriptElement>("script[type=module]")?.getAttribute("src");
  if (running == null) return false;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    return answer.ok && !(await answer.text()).includes(running);
  } catch {
    // The line has just broken again; the next return asks again.
    return false;
  }
}
