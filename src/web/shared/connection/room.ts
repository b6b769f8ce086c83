import { batch, signal } from "@preact/signals";
import type { Intent } from "../../../domain/intent.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { roomLanguage } from "../language.ts";
import { nowMs, setRoomTime } from "../room-clock.ts";
import { watchForNewPage } from "./fresh-page.ts";
import { openLineSocket, windowTimers } from "./line-socket.ts";
import { type Answer, Link, type LinkPhase } from "./link.ts";

/** The room as the daemon last told it; null before the first word. */
export const room = signal<RoomState | null>(null);

/** The daemon's number of that state: checks from outside see which one is drawn. */
export const stateVersion = signal<number | null>(null);

export const linkPhase = signal<LinkPhase>("connecting");

/** Room time at which the line broke; null while it holds. */
export const lostAtMs = signal<number | null>(null);

let link: Link | null = null;

/** Opens the line to the daemon that served this page. Once a page. */
export function connectToRoom(): void {
  const opened = new Link({
    open: () => openLineSocket("/api/socket"),
    timers: windowTimers,
    jitter: (ms) => Math.random() * ms,
    onPhase: (phase) => {
      linkPhase.value = phase;
      lostAtMs.value = phase === "lost" ? nowMs.peek() : null;
    },
    onState: (state, now, version) =>
      batch(() => {
        setRoomTime(now);
        roomLanguage.value = state.room.language;
        stateVersion.value = version;
        room.value = state;
      }),
  });
  link = opened;
  addEventListener("online", () => opened.hurry());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && opened.hurry());
  watchForNewPage(linkPhase, room);
}

/** Sends a wish to the daemon. */
export function sendIntent(intent: Intent): Promise<Answer> {
  return link?.send(intent) ?? Promise.resolve({ kind: "unanswered" });
}
