import type { Problem } from "../../protocol/panel.ts";

export type Answer<T> = { kind: "done"; value: T } | { kind: "refused"; problem: Problem } | { kind: "unanswered" };

/** The code stands behind "#": it is in no log, and not sent until it is used. */
export const scannedCode = (): string => decodeURIComponent(location.hash.slice(1));

/** Asks the room's daemon. */
export async function ask<T>(path: string, body: object): Promise<Answer<T>> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.ok) return { kind: "done", value: (await answer.json()) as T };
    return { kind: "refused", problem: (await answer.json()) as Problem };
  } catch {
    // No network, or no daemon: both mend by asking again.
    return { kind: "unanswered" };
  }
}
