import type { PageTicket, Problem } from "../../../protocol/panel.ts";

/** What asking for a ticket came to; `unanswered`: the daemon does not answer now. */
export type TicketAnswer =
  | { kind: "ticket"; ticket: PageTicket }
  | { kind: "refused"; problem: Problem }
  | { kind: "unanswered" };

const patienceMs = 10_000;

/** Asks this page's own daemon: tickets come from nowhere else, certainly not from the page's address. */
export async function askTicket(path: string, signal: AbortSignal): Promise<TicketAnswer> {
  try {
    const answer = await fetch(path, {
      cache: "no-store",
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    if (answer.ok) return { kind: "ticket", ticket: (await answer.json()) as PageTicket };
    const problem = (await answer.json()) as Problem;
    return { kind: "refused", problem };
  } catch {
    // No daemon, no network, or no JSON: all of them mend by asking again.
    return { kind: "unanswered" };
  }
}
