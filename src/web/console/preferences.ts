import { effect, signal } from "@preact/signals";
import type { Language } from "../../domain/room-state.ts";
import { chosenLanguage } from "../shared/language.ts";

export type Theme = "system" | "light" | "dark";

const themeKey = "roomkeeper-theme";
const languageKey = "roomkeeper-language";
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = signal(systemDark.matches);

/** Colours that this browser's user chose. */
export const theme = signal<Theme>(kept(themeKey, ["system", "light", "dark"]) ?? "system");

/** Keeps language and colours as chosen in this browser; without a choice as the browser and its system have them. */
export function keepPreferences(): void {
  systemDark.addEventListener("change", () => {
    isDark.value = systemDark.matches;
  });
  effect(() => {
    const dark = theme.value === "system" ? isDark.value : theme.value === "dark";
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  });
  chosenLanguage.value =
    kept<Language>(languageKey, ["en", "zh"]) ?? (navigator.language.startsWith("zh") ? "zh" : "en");
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  keep(themeKey, chosen);
}

export function chooseLanguage(chosen: Language): void {
  chosenLanguage.value = chosen;
  keep(languageKey, chosen);
}

/** A browser may forbid storage: then the choice lasts as long as the page. */
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}

function kept<T extends string>(key: string, allowed: readonly T[]): T | null {
  try {
    const value = localStorage.getItem(key);
    return allowed.find((one) => one === value) ?? null;
  } catch {
    return null;
  }
}
