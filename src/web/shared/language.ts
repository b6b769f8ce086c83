import { computed, effect, signal } from "@preact/signals";
import type { Language } from "../../domain/room-state.ts";
import { catalogues, localeOf } from "./catalogue/index.ts";

/** What somebody at this page chose; null follows the room. */
export const chosenLanguage = signal<Language | null>(null);

/** The room's own language, as the state says. */
export const roomLanguage = signal<Language>("en");

export const language = computed<Language>(() => chosenLanguage.value ?? roomLanguage.value);

/** All sentences in the language of now. */
export const words = computed(() => catalogues[language.value]);

/** Keeps the document's `lang` right: screen readers and line breaking follow it. */
export function keepDocumentLanguage(): void {
  effect(() => {
    document.documentElement.lang = localeOf[language.value];
  });
}
