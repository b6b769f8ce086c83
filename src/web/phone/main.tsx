import { render } from "preact";
import "../shared/tokens.css";
import "@fontsource-variable/inter/wght.css";
import "../shared/fonts/fonts.css";
import "../shared/base.css";
import "../shared/components/icon.css";
import { loadFonts } from "../shared/fonts/load-fonts.ts";
import { chosenLanguage, keepDocumentLanguage } from "../shared/language.ts";
import { App } from "./app.tsx";

const page = document.getElementById("page");
if (page !== null) {
  chosenLanguage.value = navigator.language.startsWith("zh") ? "zh" : "en";
  keepDocumentLanguage();
  render(<App />, page);
  loadFonts();
}
