import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { Preferences } from "../frame/preferences.tsx";
import { useChange } from "../hub/use-hub.ts";
import { go, place } from "../navigation.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { loadSession } from "../session.ts";
import { say } from "../words.ts";
import { CodeField, digitsOf } from "./code-field.tsx";
import { passkeysWork, provePasskey } from "./passkey.ts";
import { usePasskey } from "./use-passkey.ts";
import { signInWords } from "./words.ts";
import "./sign-in.css";

const failedMark = "sign-in-failed=";

/** Three ways in: passkey, password with code, the organisation's identity provider. The address stays for afterwards. */
export function SignIn() {
  const text = say(signInWords);
  return (
    <main class="alone">
      <div class="sign-in card">
        <h1>{text.title}</h1>
        <FromProvider />
        {passkeysWork() && (
          <>
            <WithPasskey />
            <p class="quiet sign-in-or">{text.or}</p>
          </>
        )}
        <WithPassword />
        <p class="quiet sign-in-or">{text.or}</p>
        <WithProvider />
        <Preferences />
      </div>
    </main>
  );
}

/** The identity provider sent the browser back without signing in. */
function FromProvider() {
  const { hash } = place.value;
  if (!hash.startsWith(failedMark)) return null;
  return (
    <div class="refusal" role="alert">
      <Icon name="alert" size={20} />
      <div class="refusal-text">
        <p>{say(signInWords).failed}</p>
        <p class="quiet">{hash.slice(failedMark.length)}</p>
      </div>
    </div>
  );
}

function WithPasskey() {
  const text = say(signInWords);
  const { busy, problem, notGiven, exchange } = usePasskey(provePasskey);
  const signIn = async () => {
    const done = await exchange({ options: "/api/sign-in/passkey/options", answer: "/api/sign-in/passkey" });
    if (done) signedIn();
  };
  return (
    <>
      <Button kind="primary" icon="lock" act="passkey" busy={busy} onPress={() => void signIn()}>
        {text.withPasskey}
      </Button>
      <Refusal problem={problem} />
      {notGiven && <p role="alert">{text.notGiven}</p>}
    </>
  );
}

function WithPassword() {
  const text = say(signInWords);
  const { busy, problem, send } = useChange();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const signIn = async () => {
    const given = { email: email.trim(), password, code: digitsOf(code) };
    if ((await send("POST", "/api/sign-in", given)) !== null) signedIn();
  };
  return (
    <Form
      label={text.signIn}
      act="signIn"
      busy={busy}
      problem={problem}
      incomplete={email === "" || password === "" || code === ""}
      onSend={() => void signIn()}
    >
      <Field
        label={text.email}
        name="email"
        type="email"
        autocomplete="username"
        value={email}
        onChange={setEmail}
        first
      />
      <Field
        label={text.password}
        name="password"
        type="password"
        autocomplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <CodeField value={code} onChange={setCode} />
    </Form>
  );
}

function WithProvider() {
  const text = say(signInWords);
  const { busy, problem, send } = useChange();
  const [email, setEmail] = useState("");
  const signIn = async () => {
    const answer = await send<{ url: string }>("POST", "/api/sign-in/oidc", { email: email.trim() });
    if (answer !== null) location.assign(answer.value.url);
  };
  return (
    <details class="sign-in-provider">
      <summary>{text.withProvider}</summary>
      <Form
        label={text.withProvider}
        act="provider"
        busy={busy}
        problem={problem}
        incomplete={email === ""}
        onSend={() => void signIn()}
      >
        <Field
          label={text.email}
          name="providerEmail"
          type="email"
          hint={text.providerHint}
          autocomplete="username"
          value={email}
          onChange={setEmail}
        />
      </Form>
    </details>
  );
}

function signedIn(): void {
  if (place.peek().hash.startsWith(failedMark)) go("/", { replace: true });
  void loadSession();
}
