import { computed, effect, signal } from "@preact/signals";
import { room } from "../../shared/connection/room.ts";

/** What the code for phones leads to; null while there is none to show. */
export const phoneUrl = signal<string | null>(null);

const offered = computed(() => room.value?.offers.phone === true);

/** The daemon makes a new one each minute, and at once when one was used. */
const askEveryMs = 15_000;

/** Keeps the shown code good. Once a page. */
export function keepPhoneCode(): void {
  effect(() => {
    if (!offered.value) {
      phoneUrl.value = null;
      return;
    }
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => clearInterval(timer);
  });
}

async function ask(): Promise<void> {
  try {
    const answer = await fetch("/api/phone-code", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    phoneUrl.value = answer.ok ? ((await answer.json()) as { url: string }).url : null;
  } catch {
    // A code that may be too old is worse than none.
    phoneUrl.value = null;
  }
}
