import { computed, signal } from "@preact/signals";
import { lostAtMs, room } from "../../shared/connection/room.ts";
import { words } from "../../shared/language.ts";
import { nowMs } from "../../shared/room-clock.ts";
import { wishes } from "../wishes/index.ts";
import { type Notice, noticesOf } from "./notices.ts";

const dismissedEnd = signal<string | null>(null);

/** Everything there is to say now, most pressing first. */
export const notices = computed<Notice[]>(() => {
  const state = room.value;
  if (state === null) return [];
  return noticesOf({
    state,
    words: words.value,
    lostSince: lostAtMs.value === null ? null : new Date(lostAtMs.value).toISOString(),
    disappointment: wishes.disappointment.value,
    dismissedEnd: dismissedEnd.value,
    nowMs: nowMs.value,
  });
});

export function dismiss(notice: Notice): void {
  if (notice.key === "disappointment") wishes.dismiss();
  else dismissedEnd.value = room.peek()?.lastMeeting?.at ?? null;
}
