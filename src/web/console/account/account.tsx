import { useState } from "preact/hooks";
import { Preferences } from "../frame/preferences.tsx";
import { useChange } from "../hub/use-hub.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { loadSession, session } from "../session.ts";
import { say } from "../words.ts";
import { Passkeys } from "./passkeys.tsx";
import { accountWords } from "./words.ts";
import "./account.css";

/** What belongs to the person, in whichever organisation: name, looks, passkeys. */
export default function Account() {
  return (
    <div class="account">
      <PageHead title={say(accountWords).title} />
      <You />
      <Passkeys />
      <section class="card">
        <h2>{say(accountWords).looks}</h2>
        <p class="quiet">{say(accountWords).looksHint}</p>
        <Preferences />
      </section>
    </div>
  );
}

function You() {
  const text = say(accountWords);
  const now = session.value;
  const me = now.kind === "in" ? now.me : null;
  const [name, setName] = useState(me?.name ?? "");
  const [saved, setSaved] = useState(false);
  const { busy, problem, send } = useChange();
  if (me === null) return null;
  const save = async () => {
    if ((await send("PATCH", "/api/me", { name: name.trim() })) === null) return;
    setSaved(true);
    await loadSession();
  };
  const write = (value: string) => {
    setSaved(false);
    setName(value);
  };
  return (
    <section class="card">
      <h2>{text.you}</h2>
      <Form
        label={text.save}
        act="saveName"
        busy={busy}
        problem={problem}
        incomplete={name.trim() === "" || name.trim() === me.name}
        onSend={() => void save()}
        beside={<output>{saved ? text.saved : ""}</output>}
      >
        <Field label={text.name} name="name" autocomplete="name" maxLength={200} value={name} onChange={write} />
        <Field label={text.email} name="email" value={me.email} hint={text.emailHint} disabled onChange={() => {}} />
      </Form>
      <h3>{text.member}</h3>
      <ul class="account-member">
        {me.organisations.map(({ id, name: organisation, role }) => (
          <li key={id}>
            <strong>{organisation}</strong> <span class="quiet">{text.roles[role] ?? role}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
