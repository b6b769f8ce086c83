import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { EquipmentLevels, Problem } from "../../../protocol/panel.ts";

/** Seven times a second: a meter that follows the voice. The daemon lets the devices go when nobody asks for 2.5 s. */
const everyMs = 140;
const againMs = 1_000;

/** refused: another place, or another program, has the picture or the devices. */
type Looking = { levels: EquipmentLevels; refused: string | null };

const nothing: EquipmentLevels = { microphone: 0, speaker: 0, picture: null };

/** How the equipment is, while somebody looks. */
export const looking = signal<Looking>({ levels: nothing, refused: null });

/** Looks at the equipment as long as the component is there. @param picture a mirror picture, too */
export function useLooking(picture: boolean): void {
  useEffect(() => {
    const leaving = new AbortController();
    void look(picture, leaving.signal);
    return () => leaving.abort();
  }, [picture]);
}

async function look(picture: boolean, signal: AbortSignal): Promise<void> {
  let wanted = picture;
  while (!signal.aborted) {
    const answer = await ask(wanted, signal);
    if (signal.aborted) break;
    if (answer === null) looking.value = { levels: nothing, refused: looking.value.refused };
    else if ("code" in answer) {
      looking.value = { levels: nothing, refused: answer.code };
      // The levels may still be had.
      if (answer.code === "request.elsewhere") wanted = false;
    } else looking.value = { levels: answer, refused: wanted === picture ? null : looking.value.refused };
    await rest(answer === null || "code" in answer ? againMs : everyMs, signal);
  }
  looking.value = { levels: nothing, refused: null };
}

/** Null when the line is broken. */
async function ask(picture: boolean, signal: AbortSignal): Promise<EquipmentLevels | Problem | null> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/check", { method: "POST", headers, body: JSON.stringify({ picture }), signal });
    return (await answer.json()) as EquipmentLevels | Problem;
  } catch {
    // Nobody looks any more, or the daemon is away: the page's own line tells that.
    return null;
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Plays the test tone. Null when it plays, else the code of the refusal. */
export async function playTone(): Promise<string | null> {
  try {
    const answer = await fetch("/api/check/tone", { method: "POST" });
    return answer.ok ? null : ((await answer.json()) as Problem).code;
  } catch {
    return "lost";
  }
}
