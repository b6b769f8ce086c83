import type { AgendaEntry } from "../../domain/room-state.ts";
import { words } from "./language.ts";

/** What a booking is called where others can read it: private ones, and those without a title, by one word. */
export function titleOf(entry: Pick<AgendaEntry, "private" | "title">): string {
  return entry.private || entry.title === "" ? words.value.common.private : entry.title;
}
