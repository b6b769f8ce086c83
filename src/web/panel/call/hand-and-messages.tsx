import type { Meeting } from "../../../domain/meeting.ts";
import { Button } from "../../shared/components/button.tsx";
import { words } from "../../shared/language.ts";
import { sheet } from "../sheets/open-sheet.ts";
import { controlOf } from "../wishes/index.ts";
import { chat } from "./messages.ts";
import "./hand-and-messages.css";

/** The room's hand, where the service knows hands, and what others write. */
export function HandAndMessages({ meeting }: { meeting: Meeting }) {
  const { ways } = words.value;
  const unread = chat.unread.value;
  const newest = chat.messages.value.at(-1);
  if (meeting.hand === null && newest === undefined) return null;
  const says = newest !== undefined && unread > 0;
  return (
    <section class={says ? "side-card" : "side-card side-card-bare"} aria-label={ways.messages}>
      <div class="side-buttons">
        {meeting.hand !== null && <HandButton raised={meeting.hand.raised} />}
        {newest !== undefined && (
          <Button icon="message" size="small" act="messages" onPress={() => sheet.open("messages")}>
            {unread > 0 ? ways.newMessages(unread) : ways.messages}
          </Button>
        )}
      </div>
      {says && (
        <p class="side-quiet at-most-4" aria-live="polite">
          <strong>{newest.from}</strong> {newest.text}
        </p>
      )}
    </section>
  );
}

function HandButton({ raised }: { raised: boolean }) {
  const { ways } = words.value;
  const control = controlOf({ type: "raiseHand", raised: !raised });
  return (
    <Button
      icon="hand"
      size="small"
      kind={raised ? "primary" : "quiet"}
      act="raiseHand"
      step={ways.oneMoment}
      {...control}
    >
      {raised ? ways.lowerHand : ways.raiseHand}
    </Button>
  );
}
