import { type ComponentType, render } from "preact";
import { loadFonts } from "./fonts/load-fonts.ts";
import { chosenLanguage, keepDocumentLanguage } from "./language.ts";

/** Shows a page on somebody's own device: in the language of its browser, whatever the room speaks. */
export function showOnOwnDevice(App: ComponentType): void {
  const page = document.getElementById("page");
  if (page === null) return;
  chosenLanguage.value = navigator.language.startsWith("zh") ? "zh" : "en";
  keepDocumentLanguage();
  render(<App />, page);
  loadFonts();
}
