import { catalogues } from "../../shared/catalogue/index.ts";
import { Button } from "../../shared/components/button.tsx";
import { chosenLanguage, language } from "../../shared/language.ts";

/** Shows the other language, in itself: whoever needs it can read it. */
export function LanguageButton() {
  const other = language.value === "en" ? "zh" : "en";
  const choose = () => {
    chosenLanguage.value = other;
  };
  return (
    <Button icon="language" act="language" onPress={choose}>
      <span lang={other === "zh" ? "zh-CN" : "en-GB"}>{catalogues[other].languageName}</span>
    </Button>
  );
}
