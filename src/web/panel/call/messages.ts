import { computed, signal } from "@preact/signals";
import type { ChatMessage } from "../../../domain/meeting.ts";
import { room } from "../../shared/connection/room.ts";

/** When somebody last looked at the messages, by the newest one that was there. */
const seenAt = signal("");

const messages = computed<ChatMessage[]>(() => room.value?.meeting?.chat ?? []);

/** Messages of the running meeting, and how many came since somebody looked. */
export const chat = {
  messages,
  unread: computed(() => messages.value.filter(({ at }) => at > seenAt.value).length),
  look: (): void => {
    seenAt.value = messages.peek().at(-1)?.at ?? seenAt.peek();
  },
};
