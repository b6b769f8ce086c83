import { render } from "preact";
import "../shared/tokens.css";
import "@fontsource-variable/inter/wght.css";
import "../shared/fonts/fonts.css";
import "../shared/base.css";
import "../shared/components/icon.css";
import "./theme.css";
import "./parts/parts.css";
import "./parts/table.css";
import { loadFonts } from "../shared/fonts/load-fonts.ts";
import { keepDocumentLanguage } from "../shared/language.ts";
import { App } from "./app.tsx";
import { followLinks } from "./navigation.ts";
import { keepPreferences } from "./preferences.ts";
import { loadSession } from "./session.ts";

const page = document.getElementById("page");
if (page !== null) {
  keepPreferences();
  keepDocumentLanguage();
  followLinks();
  void loadSession();
  render(<App />, page);
  loadFonts();
}
