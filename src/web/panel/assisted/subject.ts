import { signal } from "@preact/signals";
import type { AgendaEntry } from "../../../domain/room-state.ts";
import { sheet } from "../sheets/open-sheet.ts";

/** A booking, or a link that somebody typed. */
export type Subject = { bookingId: string } | { link: string };

/** What the sheet about a meeting of another service is about. */
export const subject = signal<Subject | null>(null);

export function openAssistedSheet(about: Subject): void {
  subject.value = about;
  sheet.open("assisted");
}

/** What the panel offers for an entry now: its page here, its link for another device, or nothing. */
export function assistedAction({ assisted }: Pick<AgendaEntry, "assisted">): "open" | "link" | null {
  if (assisted === null || assisted.window === "too-early") return null;
  return assisted.window === "ready" || assisted.window === "in-meeting" ? "open" : "link";
}
