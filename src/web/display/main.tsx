import { effect } from "@preact/signals";
import { render } from "preact";
import "../shared/tokens.css";
import "@fontsource-variable/inter/wght.css";
import "../shared/fonts/fonts.css";
import "../shared/base.css";
import "../shared/components/icon.css";
import { connectToRoom } from "../shared/connection/room.ts";
import { loadFonts } from "../shared/fonts/load-fonts.ts";
import { keepDocumentLanguage } from "../shared/language.ts";
import { loadClient } from "../shared/meeting/client.ts";
import { startRoomClock } from "../shared/room-clock.ts";
import { App } from "./app.tsx";
import { keepWatching } from "./call/subscriber.ts";
import { followMeeting, others, people, watchedId } from "./call/watched.ts";
import { counters } from "./counters.ts";
import { keepPhoneCode } from "./idle/phone-code.ts";

const page = document.getElementById("page");
if (page !== null) {
  window.roomkeeperDisplay = counters;
  startRoomClock();
  connectToRoom();
  keepDocumentLanguage();
  followMeeting();
  keepPhoneCode();
  keepWatching({ meetingId: watchedId, others });
  effect(() => {
    counters.participants = people.value.length;
  });
  render(<App />, page);
  loadFonts();
  // Ready before the first meeting: its pictures do not wait for code.
  void loadClient();
}
