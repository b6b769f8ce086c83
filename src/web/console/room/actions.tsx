import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ActionVerb } from "../../../protocol/hub/bodies.ts";
import type { ShownAction } from "../../../protocol/hub/shown-action.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { useEvery } from "../hub/use-every.ts";
import { useAgainWhen, useChange, useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { may } from "../session.ts";
import { say } from "../words.ts";
import { liveWords } from "./live-words.ts";
import { roomApi } from "./room-api.ts";

const ended = ["done", "failed", "refused", "expired", "unknown"];
const shownAtMost = 12;
const everyMs = 1000;

/** At once, without a question: nobody is disturbed by more than somebody in the room could do. */
const plain = {
  mute: ["mute", {}],
  cameraOff: ["cameraOff", {}],
  displayOn: ["display", { on: true }],
  displayOff: ["display", { on: false }],
  logs: ["logs", {}],
  diagnostics: ["diagnostics", {}],
} as const satisfies Record<string, readonly [ActionVerb, object]>;

type Plain = keyof typeof plain;
type Asked = "leave" | "testCall" | "restart" | "reboot";

interface ActionsProps {
  id: string;
  connected: boolean;
  /** Something that was asked has come to an end. */
  onEnded: () => void;
}

/** What the room can be asked to do, and what really came of it. */
export function Actions({ id, connected, onEnded }: ActionsProps) {
  const text = say(liveWords);
  const path = roomApi(id, "/actions");
  const [answer, again] = useHub<ShownAction[]>(path);
  const over = answer.value?.filter(({ status }) => ended.includes(status)).length ?? 0;
  const open = (answer.value?.length ?? 0) > over;
  useEvery(open ? everyMs : null, again);
  useAgainWhen(answer.value === null ? null : String(over), onEnded);
  return (
    <section class="card">
      <h2>{text.actions}</h2>
      <OnlyFor permission="rooms:act" />
      {may("rooms:act") && <Asking path={path} onAsked={again} />}
      {may("rooms:act") && !connected && <p class="note">{text.actionsWait}</p>}
      <Loaded answer={answer} again={again}>
        {(actions) => (
          <>
            {actions.length === 0 && <p class="quiet">{text.noActions}</p>}
            <ul class="room-lines room-outcomes" aria-live="polite" hidden={actions.length === 0}>
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
  // What was sent is listed by itself; its length and its check sum tell nobody anything here.
  const sent = status === "done" && (verb === "logs" || verb === "diagnostics");
  const bad = ["failed", "refused", "expired", "unknown"].includes(status);
  return (
    <li data-action={verb} data-status={status}>
      <strong>{askedWords(action)}</strong>
      <span class={bad ? "trouble-line grave-attention" : "trouble-line"}>
        <Icon name={bad ? "alert" : status === "done" ? "check" : "wait"} size={16} />
        <span>
          {text.statuses[status] ?? status}{" "}
          <span class="quiet">{sent ? text.sent : detail === "done" ? "" : detail}</span>
        </span>
      </span>
      <span class="quiet">{text.by(byName)}</span>
      <Ago at={at} />
    </li>
  );
}

/** What was asked: of a display, whether on or off. */
function askedWords({ verb, arguments: args }: ShownAction): string {
  const { verbs } = say(liveWords);
  if (verb === "display") return /"on":true/.test(args) ? verbs.displayOn : verbs.displayOff;
  return verbs[verb as ActionVerb] ?? verb;
}

interface AskingProps {
  path: string;
  onAsked: () => void;
}

/** What one can ask for, by what it is about. */
function Asking(props: AskingProps) {
  const text = say(liveWords);
  return (
    <div class="room-asking">
      <Group name={text.abouts.meeting}>
        <AtOnce {...props} act="mute" />
        <AtOnce {...props} act="cameraOff" />
        <WithQuestion {...props} verb="leave" />
        <WithText {...props} act="join" label={text.joinRoom} argumentsOf={(room) => ({ room })} />
      </Group>
      <Group name={text.abouts.room}>
        <AtOnce {...props} act="displayOn" />
        <AtOnce {...props} act="displayOff" />
        <WithText {...props} act="setVolume" label={text.volume} digits argumentsOf={volumeOf} />
      </Group>
      <Group name={text.abouts.findOut}>
        <WithQuestion {...props} verb="testCall" />
        <AtOnce {...props} act="logs" />
        <AtOnce {...props} act="diagnostics" />
      </Group>
      <Group name={text.abouts.computer}>
        <WithQuestion {...props} verb="restart" />
        <WithQuestion {...props} verb="reboot" />
      </Group>
    </div>
  );
}

function volumeOf(typed: string): object | null {
  const percent = Number(typed);
  return Number.isInteger(percent) && percent >= 0 && percent <= 100 ? { percent } : null;
}

function Group({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <fieldset class="room-group">
      <legend class="unseen">{name}</legend>
      <span class="room-about quiet" aria-hidden="true">
        {name}
      </span>
      <div class="page-actions">{children}</div>
    </fieldset>
  );
}

function AtOnce({ path, onAsked, act }: AskingProps & { act: Plain }) {
  const { busy, problem, send } = useChange();
  const [verb, args] = plain[act];
  const ask = async () => {
    if ((await send("POST", path, { verb, arguments: args })) !== null) onAsked();
  };
  return (
    <>
      <Button size="small" act={act} busy={busy} onPress={() => void ask()}>
        {say(liveWords).verbs[act]}
      </Button>
      <Refusal problem={problem} />
    </>
  );
}

const dayInSeconds = 86_400;

function WithQuestion({ path, onAsked, verb }: AskingProps & { verb: Asked }) {
  const text = say(liveWords);
  return (
    <Confirmed
      act={verb}
      label={text.verbs[verb]}
      question={text.verbs[verb]}
      consequence={text.consequences[verb] ?? ""}
      method="POST"
      path={path}
      // It may have to wait until nobody meets.
      body={{ verb, ...(verb === "reboot" ? { expiresInSeconds: dayInSeconds } : {}) }}
      onDone={onAsked}
    />
  );
}

interface WithTextProps extends AskingProps {
  act: "join" | "setVolume";
  label: string;
  digits?: boolean;
  /** Null: what was typed says nothing that could be asked for. */
  argumentsOf: (typed: string) => object | null;
}

function WithText({ path, onAsked, act, label, digits = false, argumentsOf }: WithTextProps) {
  const text = say(liveWords);
  const { busy, problem, send } = useChange();
  const [typed, setTyped] = useState("");
  const args = typed.trim() === "" ? null : argumentsOf(typed.trim());
  const ask = async () => {
    if (args === null || (await send("POST", path, { verb: act, arguments: args })) === null) return;
    setTyped("");
    onAsked();
  };
  return (
    <form
      class="room-typed"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <input
        class={digits ? "input room-number" : "input"}
        name={act}
        aria-label={label}
        placeholder={label}
        inputMode={digits ? "numeric" : "text"}
        maxLength={200}
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Button size="small" act={act} busy={busy} disabled={args === null} submit>
        {text.verbs[act]}
      </Button>
      <Refusal problem={problem} />
    </form>
  );
}
