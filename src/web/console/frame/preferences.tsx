import type { Language } from "../../../domain/room-state.ts";
import { catalogues } from "../../shared/catalogue/index.ts";
import { language } from "../../shared/language.ts";
import { Choose } from "../parts/field.tsx";
import { chooseLanguage, chooseTheme, type Theme, theme } from "../preferences.ts";
import { say } from "../words.ts";
import { frameWords } from "./words.ts";

/** Language and colours, also for somebody who is not signed in yet. */
export function Preferences() {
  const text = say(frameWords);
  const themes: Theme[] = ["system", "light", "dark"];
  return (
    <div class="preferences">
      <Choose
        label={text.language}
        name="language"
        value={language.value}
        options={Object.entries(catalogues).map(([id, { languageName }]) => [id, languageName])}
        onChange={(chosen) => chooseLanguage(chosen as Language)}
      />
      <Choose
        label={text.colours}
        name="theme"
        value={theme.value}
        options={themes.map((one) => [one, text.themes[one]])}
        onChange={(chosen) => chooseTheme(chosen as Theme)}
      />
    </div>
  );
}
