import { useEffect, useState } from "preact/hooks";
import type { ActionVerb } from "../../../protocol/hub/bodies.ts";
import type { ShownAction } from "../../../protocol/hub/shown-action.ts";
import { Button } from "../../shared/components/button.tsx";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { api, may } from "../session.ts";
import { say } from "../words.ts";
import { liveWords } from "./live-words.ts";

const ended = ["done", "failed", "refused", "expired", "unknown"];
const shownAtMost = 12;
const everyMs = 1000;

/** At once, without a question: nobody is disturbed by more than somebody in the room could do. */
const plain: [act: "mute" | "cameraOff" | "displayOn" | "displayOff" | "logs" | "diagnostics", ActionVerb, object][] = [
  ["mute", "mute", {}],
  ["cameraOff", "cameraOff", {}],
  ["displayOn", "display", { on: true }],
  ["displayOff", "display", { on: false }],
  ["logs", "logs", {}],
  ["diagnostics", "diagnostics", {}],
];

/** What the room can be asked to do, and what really came of it. */
export function Actions({ id }: { id: string }) {
  const text = say(liveWords);
  const path = api(`/rooms/${encodeURIComponent(id)}/actions`);
  const [answer, again] = useHub<ShownAction[]>(path);
  const open = answer.value?.some(({ status }) => !ended.includes(status)) ?? false;
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(again, everyMs);
    return () => clearInterval(timer);
  }, [open, again]);
  return (
    <section class="card room-wide">
      <h2>{text.actions}</h2>
      {may("rooms:act") && <Asking path={path} onAsked={again} />}
      <Loaded answer={answer} again={again}>
        {(actions) => (
          <>
            {actions.length === 0 && <p class="quiet">{text.noActions}</p>}
            <ul class="room-lines" aria-live="polite">
              {actions.slice(0, shownAtMost).map((action) => (
                <Outcome key={action.id} action={action} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Outcome({ action }: { action: ShownAction }) {
  const text = say(liveWords);
  const { verb, status, detail, byName, at } = action;
  const bad = ["failed", "refused", "expired", "unknown"].includes(status);
  return (
    <li data-action={verb} data-status={status}>
      <strong>{text.verbs[verb as ActionVerb] ?? verb}</strong>
      <span class={bad ? "grave-attention" : ""}>{text.statuses[status] ?? status}</span>
      <span class="quiet">{detail === "done" ? "" : detail}</span>
      <span class="quiet">
        {text.by(byName)} <Ago at={at} />
      </span>
    </li>
  );
}

function Asking({ path, onAsked }: { path: string; onAsked: () => void }) {
  const text = say(liveWords);
  const { busy, problem, send } = useChange();
  const ask = async (verb: ActionVerb, args: object) => {
    if ((await send("POST", path, { verb, arguments: args })) !== null) onAsked();
  };
  return (
    <>
      <div class="page-actions">
        {plain.map(([act, verb, args]) => (
          <Button key={act} size="small" act={act} busy={busy} onPress={() => void ask(verb, args)}>
            {text.verbs[act]}
          </Button>
        ))}
        {(["leave", "testCall", "restart", "reboot"] as const).map((verb) => (
          <Confirmed
            key={verb}
            act={verb}
            label={text.verbs[verb]}
            question={text.verbs[verb]}
            consequence={text.consequences[verb] ?? ""}
            method="POST"
            path={path}
            body={{ verb, ...(verb === "reboot" ? { expiresInSeconds: 86_400 } : {}) }}
            onDone={onAsked}
          />
        ))}
      </div>
      <Refusal problem={problem} />
      <div class="room-asking">
        <WithText act="join" label={text.joinRoom} onSend={(room) => ask("join", { room })} />
        <WithText
          act="setVolume"
          label={text.volume}
          onSend={(percent) => ask("setVolume", { percent: Number(percent) })}
        />
      </div>
    </>
  );
}

function WithText({
  act,
  label,
  onSend,
}: {
  act: "join" | "setVolume";
  label: string;
  onSend: (value: string) => unknown;
}) {
  const text = say(liveWords);
  const [value, setValue] = useState("");
  return (
    <Form
      label={text.verbs[act]}
      act={act}
      busy={false}
      problem={null}
      incomplete={value.trim() === ""}
      onSend={() => {
        onSend(value.trim());
        setValue("");
      }}
    >
      <Field label={label} name={act} digits={act === "setVolume"} value={value} onChange={setValue} />
    </Form>
  );
}
