import { render } from "preact";
import "../shared/tokens.css";
import "@fontsource-variable/inter/wght.css";
import "../shared/fonts/fonts.css";
import "../shared/base.css";
import "../shared/components/icon.css";
import { connectToRoom } from "../shared/connection/room.ts";
import { loadFonts } from "../shared/fonts/load-fonts.ts";
import { keepDocumentLanguage } from "../shared/language.ts";
import { startRoomClock } from "../shared/room-clock.ts";
import { App } from "./app.tsx";
import { watchDevicesBack } from "./notices/device-back.ts";
import { watchTouches } from "./quiet.ts";

const page = document.getElementById("page");
if (page !== null) {
  startRoomClock();
  connectToRoom();
  keepDocumentLanguage();
  watchDevicesBack();
  watchTouches();
  render(<App />, page);
  loadFonts();
}
