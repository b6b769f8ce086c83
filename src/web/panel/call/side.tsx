import type { Meeting } from "../../../domain/meeting.ts";
import type { RoomState } from "../../../domain/room-state.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon, type IconName } from "../../shared/components/icon.tsx";
import { words } from "../../shared/language.ts";
import { LanguageButton } from "../frame/language-button.tsx";
import { sheet } from "../sheets/open-sheet.ts";
import { BookedTime } from "./booked-time.tsx";
import { HandAndMessages } from "./hand-and-messages.tsx";
import { chat } from "./messages.ts";

/** Beside the people: how long the room is booked, and what it works with. */
export function Side({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  const { home } = words.value;
  return (
    <aside class="side">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: with long names it scrolls, and must be reachable by keyboard */}
      <div class="side-cards" tabIndex={0}>
        <BookedTime state={state} meeting={meeting} />
        <HandAndMessages meeting={meeting} />
        {/* There is room for either: what somebody has just written is read first. */}
        {chat.unread.value === 0 && <RoomDevices state={state} meeting={meeting} />}
      </div>
      <div class="side-buttons">
        <Button icon="devices" size="small" act="devices" onPress={() => sheet.open("devices")}>
          {home.devices}
        </Button>
        <LanguageButton />
      </div>
    </aside>
  );
}

function RoomDevices({ state, meeting }: { state: RoomState; meeting: Meeting }) {
  const { call, sheets } = words.value;
  const titleFor = (role: "camera" | "microphone" | "speaker") =>
    state.devices.find(({ roles }) => roles.includes(role))?.title ?? sheets.noneThere;
  const rows: [IconName, string][] = [
    ["camera", titleFor("camera")],
    ["microphone", titleFor("microphone")],
    ["speaker", titleFor("speaker")],
  ];
  if (meeting.share !== null) rows.push(["share", meeting.share.title]);
  return (
    <section class="side-card" aria-label={call.inThisRoom}>
      <h2 class="side-head">{call.inThisRoom}</h2>
      <ul class="side-devices">
        {rows.map(([icon, title]) => (
          <li key={icon}>
            <Icon name={icon} size={24} />
            <span class="at-most-2">{title}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
