import type { JoinStep, Meeting } from "../../../domain/meeting.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Ring } from "../../shared/components/ring.tsx";
import { words } from "../../shared/language.ts";
import { nowMs } from "../../shared/room-clock.ts";
import { serviceName } from "../home/entry-words.ts";
import { controlOf } from "../wishes/index.ts";
import "./joining.css";

const order: JoinStep[] = ["asking", "connecting", "publishing"];

/** From here on waiting gets a sentence. */
const longMs = 10_000;

/** On the way in: which step, and the way back. */
export function Joining({ meeting }: { meeting: Meeting }) {
  const { home, common, call } = words.value;
  const cancel = controlOf({ type: "leave" });
  const lobby = meeting.phase === "lobby";
  const long = nowMs.value - Date.parse(meeting.startedAt) > longMs;
  return (
    <main class="joining" data-phase={meeting.phase}>
      <div class="joining-words">
        <p class="joining-eyebrow">
          {common.list([lobby ? home.lobby : home.joiningTitle, serviceName(meeting.service)])}
        </p>
        <h2 class={meeting.title.length > 44 ? "joining-title joining-title-long at-most-4" : "joining-title"}>
          {meeting.title}
        </h2>
      </div>
      {lobby ? (
        <p class="joining-lobby" role="status">
          <Icon name="wait" size={36} />
          {home.lobbyHint}
        </p>
      ) : (
        <Steps step={meeting.step ?? "asking"} />
      )}
      <p class="joining-long">{long && !lobby ? home.joiningLong : ""}</p>
      <Button kind="quiet" size="large" icon="close" act="cancel" step={call.leaving} {...cancel}>
        {common.cancel}
      </Button>
    </main>
  );
}

function Steps({ step }: { step: JoinStep }) {
  const { steps } = words.value;
  const reached = order.indexOf(step);
  return (
    <ol class="joining-steps" aria-live="polite">
      {order.map((name, index) => (
        <li
          key={name}
          class={index < reached ? "joining-done" : index === reached ? "joining-now" : "joining-later"}
          aria-current={index === reached ? "step" : undefined}
        >
          {index < reached ? (
            <Icon name="check" size={32} />
          ) : index === reached ? (
            <Ring size={32} />
          ) : (
            <span class="joining-dot" />
          )}
          {steps[name]}
        </li>
      ))}
    </ol>
  );
}
