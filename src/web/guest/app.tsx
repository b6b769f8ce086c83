import { catalogues } from "../shared/catalogue/index.ts";
import type { ThreeParts } from "../shared/catalogue/shape.ts";
import { Button } from "../shared/components/button.tsx";
import { Ring } from "../shared/components/ring.tsx";
import { Trouble } from "../shared/components/trouble.tsx";
import { chosenLanguage, language, words } from "../shared/language.ts";
import { Call } from "./call.tsx";
import { Form } from "./form.tsx";
import { again, call, cancel, phase } from "./session.ts";
import "./guest.css";

/** A browser as the other side of the room. */
export function App() {
  const view = call.value;
  if (phase.value.kind === "in" && view !== null) return <Call view={view} />;
  return (
    <main class="guest" data-phase={phase.value.kind}>
      <Before />
      <LanguageChoice />
    </main>
  );
}

function Before() {
  const { guest } = words.value;
  const now = phase.value;
  switch (now.kind) {
    case "form":
      return <Form disabled={false} />;
    case "joining":
    case "in":
      return <Waiting title={guest.joining} hint={null} />;
    case "waiting":
      return <Waiting title={guest.notNow} hint={guest.notNowHint} />;
    case "left":
      return <Over title={guest.left} hint={null} label={guest.joinAgain} />;
    case "off":
      return <Over title={guest.off} hint={guest.offHint} label={guest.tryAgain} />;
    case "failed":
      return <Failed text={textOf(now.trouble)} />;
  }
}

function textOf(trouble: Extract<typeof phase.value, { kind: "failed" }>["trouble"]): ThreeParts {
  const { ends, pages } = words.value;
  return trouble === "ended-by-host" ? ends["ended-by-host"] : pages[trouble];
}

function Waiting({ title, hint }: { title: string; hint: string | null }) {
  return (
    <section class="guest-card" aria-live="polite">
      <Ring size={56} />
      <h1>{title}</h1>
      {hint !== null && <p>{hint}</p>}
      <Button act="cancel" icon="close" onPress={cancel}>
        {words.value.common.cancel}
      </Button>
    </section>
  );
}

function Over({ title, hint, label }: { title: string; hint: string | null; label: string }) {
  return (
    <section class="guest-card">
      <h1>{title}</h1>
      {hint !== null && <p>{hint}</p>}
      <Button kind="primary" act="again" icon="repeat" onPress={() => void again()}>
        {label}
      </Button>
    </section>
  );
}

function Failed({ text }: { text: ThreeParts }) {
  return (
    <section class="guest-card guest-failed" role="alert">
      <Trouble tone="attention" text={text} />
      <Button kind="primary" act="again" icon="repeat" onPress={() => void again()}>
        {words.value.guest.joinAgain}
      </Button>
    </section>
  );
}

function LanguageChoice() {
  const other = language.value === "en" ? "zh" : "en";
  const choose = () => {
    chosenLanguage.value = other;
  };
  return (
    <Button kind="plain" icon="language" act="language" onPress={choose}>
      <span lang={other === "zh" ? "zh-CN" : "en-GB"}>{catalogues[other].languageName}</span>
    </Button>
  );
}
