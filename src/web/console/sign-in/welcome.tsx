import { useEffect, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Qr } from "../../shared/components/qr.tsx";
import { Preferences } from "../frame/preferences.tsx";
import { ask, type Problem } from "../hub/ask.ts";
import { useChange } from "../hub/use-hub.ts";
import { go } from "../navigation.ts";
import { Empty } from "../parts/empty.tsx";
import { Field, Tick } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { Waiting } from "../parts/waiting.tsx";
import { loadSession, session } from "../session.ts";
import { say } from "../words.ts";
import { CodeField, digitsOf } from "./code-field.tsx";
import { makePasskey, passkeyName, passkeysWork } from "./passkey.ts";
import { usePasskey } from "./use-passkey.ts";
import { signInWords } from "./words.ts";
import "./sign-in.css";

interface Invitation {
  organisation: string;
  /** Empty: the person names their own. */
  email: string;
  totp: { address: string; letters: string; seed: string };
}

/** A one-time link: an account with a passkey, or with password and authenticator app; or the account one has already. */
export function Welcome({ secret }: { secret: string }) {
  const text = say(signInWords);
  const [opened, setOpened] = useState<Invitation | Problem | null>(null);
  useEffect(() => {
    void ask<Invitation>("POST", "/api/invitations/open", { secret }).then((answer) =>
      setOpened(answer.kind === "done" ? answer.value : answer.problem),
    );
  }, [secret]);
  if (opened === null) return <Waiting />;
  if ("code" in opened)
    return (
      <main class="alone">
        <Empty icon="lock" title={text.linkGone} hint={text.linkGoneHint}>
          <LinkButton href="/">{text.toSignIn}</LinkButton>
        </Empty>
      </main>
    );
  return (
    <main class="alone">
      <div class="sign-in card">
        <h1>{text.welcome(opened.organisation)}</h1>
        <p class="quiet">{text.welcomeHint}</p>
        <WithOwnAccount secret={secret} />
        <NewAccount secret={secret} invitation={opened} />
        <Preferences />
      </div>
    </main>
  );
}

function WithOwnAccount({ secret }: { secret: string }) {
  const text = say(signInWords);
  const { busy, problem, send } = useChange();
  const now = session.value;
  if (now.kind !== "in") return null;
  const join = async () => {
    if ((await send("POST", "/api/invitations/join", { secret })) !== null) enter();
  };
  return (
    <>
      <p>{text.joinAs(now.me.name)}</p>
      <Button act="join" busy={busy} onPress={() => void join()}>
        {text.join}
      </Button>
      <Refusal problem={problem} />
      <p class="quiet sign-in-or">{text.or}</p>
    </>
  );
}

function NewAccount({ secret, invitation }: { secret: string; invitation: Invitation }) {
  const text = say(signInWords);
  const [name, setName] = useState("");
  const [email, setEmail] = useState(invitation.email);
  const [byPasskey, setByPasskey] = useState(passkeysWork());
  const who = { secret, name: name.trim(), email: email.trim() };
  return (
    <>
      <Field label={text.name} name="name" autocomplete="name" value={name} onChange={setName} first />
      <Field
        label={text.email}
        name="email"
        type="email"
        autocomplete="username"
        disabled={invitation.email !== ""}
        value={email}
        onChange={setEmail}
      />
      {passkeysWork() && (
        <Tick
          label={`${text.asPasskey}: ${text.asPasskeyHint}`}
          name="byPasskey"
          checked={byPasskey}
          onChange={setByPasskey}
        />
      )}
      {byPasskey ? <ByPasskey who={who} /> : <ByPassword who={who} totp={invitation.totp} />}
    </>
  );
}

interface Who {
  secret: string;
  name: string;
  email: string;
}

function ByPasskey({ who }: { who: Who }) {
  const text = say(signInWords);
  const { busy, problem, notGiven, exchange } = usePasskey(makePasskey);
  const make = async () => {
    const done = await exchange({
      ...{ options: "/api/invitations/passkey", asked: who },
      answer: "/api/invitations/accept-passkey",
      send: (response) => ({ secret: who.secret, keyName: passkeyName(), response }),
    });
    if (done) enter();
  };
  return (
    <Form
      label={text.makePasskey}
      act="makePasskey"
      icon="lock"
      busy={busy}
      problem={problem}
      incomplete={who.name === "" || who.email === ""}
      onSend={() => void make()}
    >
      {notGiven && <p role="alert">{text.notGiven}</p>}
    </Form>
  );
}

function ByPassword({ who, totp }: { who: Who; totp: Invitation["totp"] }) {
  const text = say(signInWords);
  const { busy, problem, send } = useChange();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const make = async () => {
    const given = { ...who, password, seed: totp.seed, code: digitsOf(code) };
    if ((await send("POST", "/api/invitations/accept", given)) !== null) enter();
  };
  return (
    <Form
      label={text.makeAccount}
      act="makeAccount"
      busy={busy}
      problem={problem}
      incomplete={who.name === "" || who.email === "" || password === "" || code === ""}
      onSend={() => void make()}
    >
      <Field
        label={text.password}
        name="password"
        type="password"
        hint={text.passwordHint}
        autocomplete="new-password"
        value={password}
        onChange={setPassword}
      />
      <div class="sign-in-app">
        <Qr text={totp.address} label={text.scan} />
        <div>
          <p>{text.scan}</p>
          <p class="quiet">{text.letters}</p>
          <p class="code">{totp.letters.replaceAll(/(.{4})/g, "$1 ").trim()}</p>
        </div>
      </div>
      <CodeField value={code} onChange={setCode} />
    </Form>
  );
}

function enter(): void {
  go("/", { replace: true });
  void loadSession();
}
