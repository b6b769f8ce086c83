import { useId, useState } from "preact/hooks";
import type { Problem } from "../../protocol/panel.ts";
import type { RoomErrorCode, ThreeParts } from "../shared/catalogue/shape.ts";
import { Button } from "../shared/components/button.tsx";
import { Icon } from "../shared/components/icon.tsx";
import { Trouble } from "../shared/components/trouble.tsx";
import { words } from "../shared/language.ts";
import { ask, scannedCode } from "./ask.ts";
import "./phone.css";

type Outcome = { kind: "sent" } | { kind: "trouble"; text: ThreeParts; details: string | null };

/** A phone that has scanned the display's code: it opens the room's meeting, or sends the room a link. Once. */
export function App() {
  const { ways } = words.value;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  if (outcome?.kind === "sent") return <Sent />;
  const act = async <T,>(path: string, body: object, done: (value: T) => void) => {
    setBusy(true);
    setOutcome(null);
    const answer = await ask<T>(path, { code: scannedCode(), ...body });
    setBusy(false);
    if (answer.kind === "done") done(answer.value);
    else setOutcome(troubleOf(answer.kind === "refused" ? answer.problem : null));
  };
  return (
    <main class="phone">
      <h1 class="phone-title">{ways.phoneTitle}</h1>
      {outcome !== null && (
        <div role="alert">
          <Trouble tone="attention" text={outcome.text} details={outcome.details} />
        </div>
      )}
      <Button
        kind="primary"
        size="large"
        icon="join"
        act="openMeeting"
        busy={busy}
        onPress={() => void act<{ url: string }>("/api/phone/meeting", {}, ({ url }) => openLink(url))}
      >
        {ways.phoneOpen}
      </Button>
      <SendForm
        busy={busy}
        onSend={(link) => void act("/api/phone/link", { link }, () => setOutcome({ kind: "sent" }))}
      />
    </main>
  );
}

function SendForm({ busy, onSend }: { busy: boolean; onSend: (link: string) => void }) {
  const { ways } = words.value;
  const [link, setLink] = useState("");
  const id = useId();
  const send = () => link.trim() !== "" && onSend(link.trim());
  return (
    <form
      class="phone-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label for={id}>{ways.phoneLabel}</label>
      <input
        id={id}
        class="phone-link"
        value={link}
        maxLength={4000}
        inputMode="url"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder="https://"
        onInput={(event) => setLink(event.currentTarget.value)}
      />
      <Button size="large" icon="display" act="send" busy={busy} disabled={link.trim() === ""} onPress={send}>
        {ways.phoneSend}
      </Button>
    </form>
  );
}

function Sent() {
  const { ways } = words.value;
  return (
    <main class="phone phone-sent" aria-live="polite">
      <Icon name="check" size={64} />
      <h1 class="phone-title">{ways.phoneSent}</h1>
      <p>{ways.phoneSentHint}</p>
    </main>
  );
}

/** Only pages: what else a link could be is nothing for a tap. */
function openLink(url: string): void {
  const link = new URL(url, location.href);
  if (link.protocol === "https:" || link.protocol === "http:") location.assign(link.href);
}

function troubleOf(problem: Problem | null): Outcome {
  const { errors, impossible, pages } = words.value;
  if (problem === null) return { kind: "trouble", text: pages.unanswered, details: null };
  const { code, detail } = problem;
  const known = Object.hasOwn(errors, code) ? errors[code as RoomErrorCode] : errors.programming;
  const text = code === "intent.impossible" ? impossible.join : known;
  return { kind: "trouble", text, details: `${code}: ${detail}` };
}
