import type { Language } from "../../domain/room-state.ts";
import { language, words as sharedWords } from "../shared/language.ts";

/**
 * A part's sentences in the language of now. Each part of the console keeps its own in a `words.ts` beside it: one value of one
 * type a language, so that a missing sentence does not compile.
 */
export const say = <T>(both: Record<Language, T>): T => both[language.value];

/** What a fault is called: the first of the three parts that the room's own panel says. Codes of newer rooms are shown as they are. */
export function faultWords(code: string): string {
  const faults: Record<string, { happened: string }> = sharedWords.value.faults;
  return Object.hasOwn(faults, code) ? (faults[code]?.happened ?? code) : code;
}
