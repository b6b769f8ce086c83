import type { AssistedMeeting, PointerAction, WindowKey } from "../../../domain/assisted.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Ring } from "../../shared/components/ring.tsx";
import { words } from "../../shared/language.ts";
import { serviceName } from "../home/entry-words.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { controlOf } from "../wishes/index.ts";
import { Pad, point } from "./pad.tsx";
import { openAssistedSheet } from "./subject.ts";
import "./assisted-view.css";

/** A meeting of another service is open on the display: what it is, a pad for it, and the way out. */
export function AssistedView({ meeting }: { meeting: AssistedMeeting }) {
  const { assisted, common, call } = words.value;
  const service = serviceName(meeting.service);
  const leave = controlOf({ type: "leave" });
  const texts = {
    opening: [assisted.opening(service), assisted.openingHint],
    open: [assisted.isOpen(service), assisted.isOpenHint],
    closing: [assisted.closing, assisted.closingHint],
  } as const;
  const [title, hint] = texts[meeting.phase];
  return (
    <main class="assisted" data-phase={meeting.phase}>
      <div class="assisted-words">
        <h2 class="assisted-title">
          {meeting.phase === "open" ? <Icon name="display" size={36} /> : <Ring size={36} />}
          <span>{title}</span>
        </h2>
        {meeting.title !== "" && <p class="assisted-meeting at-most-2">{meeting.title}</p>}
        <p class="assisted-hint">{meeting.phase === "open" && !meeting.pointer ? assisted.noPad : hint}</p>
      </div>
      {meeting.phase === "open" && meeting.pointer && <Steering />}
      <div class="assisted-bar">
        {meeting.bookingId !== null && meeting.phase !== "closing" && <Code bookingId={meeting.bookingId} />}
        <Button
          kind="danger"
          size="large"
          icon="leave"
          act="leave"
          step={call.leaving}
          {...leave}
          disabled={leave.disabled || meeting.phase === "closing"}
        >
          {meeting.phase === "opening" ? common.cancel : common.leave}
        </Button>
      </div>
    </main>
  );
}

function Code({ bookingId }: { bookingId: string }) {
  return (
    <Button kind="quiet" size="large" icon="info" act="otherWays" onPress={() => openAssistedSheet({ bookingId })}>
      {words.value.assisted.otherWays}
    </Button>
  );
}

/** The pad, and the keys that people need most. */
function Steering() {
  const { assisted, sheets } = words.value;
  return (
    <div class="steering">
      <Pad />
      <div class="steering-keys">
        <Button icon="keyboard" act="typing" onPress={() => sheet.open("typing")}>
          {sheets.keyboard}
        </Button>
        <Act act="click" action={{ action: "click" }}>
          {assisted.click}
        </Act>
        <Act act="scrollUp" action={{ action: "scroll", steps: -3 }}>
          {assisted.scrollUp}
        </Act>
        <Act act="scrollDown" action={{ action: "scroll", steps: 3 }}>
          {assisted.scrollDown}
        </Act>
        {keys.map((key) => (
          <Act key={key} act={key} action={{ action: "key", key }}>
            {assisted.keys[key]}
          </Act>
        ))}
      </div>
    </div>
  );
}

const keys: WindowKey[] = ["enter", "tab", "erase", "escape", "reload"];

interface ActProps {
  act: string;
  action: PointerAction;
  children: string;
}

function Act({ act, action, children }: ActProps) {
  return (
    <Button size="small" act={act} onPress={() => point(action)}>
      {children}
    </Button>
  );
}
