import type { AgendaEntry } from "../../../domain/room-state.ts";
import { language, words } from "../../shared/language.ts";
import { timeOf } from "../../shared/time.ts";

/** "11:00 – 11:45" in the room's zone. */
export function rangeOf(entry: AgendaEntry, zone: string): string {
  if (entry.allDay) return words.value.home.allDay;
  return `${timeOf(entry.start, zone, language.value)} – ${timeOf(entry.end, zone, language.value)}`;
}

/** Time, organiser and service in one line. */
export function factsOf(entry: AgendaEntry, zone: string): string {
  return words.value.common.list([rangeOf(entry, zone), ...sideFactsOf(entry)]);
}

/** Organiser, service, and whether it is only tentative. */
export function sideFactsOf(entry: AgendaEntry): string[] {
  const { home } = words.value;
  return [
    entry.private ? null : entry.organiser,
    entry.service === null ? null : serviceName(entry.service),
    entry.tentative ? home.tentative : null,
  ].filter((fact) => fact !== null);
}

export function serviceName(service: string): string {
  return words.value.services[service] ?? service;
}
