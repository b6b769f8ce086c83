import { useState } from "preact/hooks";
import type { ShownKey } from "../../../protocol/hub/shown-people.ts";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Empty } from "../parts/empty.tsx";
import { Choose, Field, Tick } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { SecretOnce } from "../parts/secret-once.tsx";
import { api, organisation } from "../session.ts";
import { say } from "../words.ts";
import { keyState } from "./people-model.ts";
import { peopleWords } from "./words.ts";

/** Keys for programs. */
export function Keys() {
  const text = say(peopleWords);
  const [answer, again] = useHub<ShownKey[]>(api("/keys"));
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      {secret !== null && (
        <SecretOnce title={text.keyTitle} hint={text.keyHint} secret={secret} onDone={() => setSecret(null)} />
      )}
      <Loaded answer={answer} again={again}>
        {(keys) =>
          keys.length === 0 ? (
            <Empty icon="lock" title={text.keysNone} hint={text.keysNoneHint} />
          ) : (
            <div class="card table-scroll">
              <Table keys={keys} again={again} />
            </div>
          )
        }
      </Loaded>
      <MakeKey
        onDone={(made) => {
          setSecret(made);
          again();
          scrollTo(0, 0);
        }}
      />
    </>
  );
}

function Table({ keys, again }: { keys: ShownKey[]; again: () => void }) {
  const text = say(peopleWords);
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{text.keyName}</th>
          <th scope="col">{text.scopes}</th>
          <th scope="col">{text.made}</th>
          <th scope="col">{text.expires}</th>
          <th scope="col">{text.state}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id} shown={key} again={again} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ shown, again }: { shown: ShownKey; again: () => void }) {
  const text = say(peopleWords);
  const { id, name, scopes, at, byName, expiresAt } = shown;
  const state = keyState(shown, Date.now());
  return (
    <tr class={state === "good" ? "" : "quiet"}>
      <td>
        <strong>{name}</strong>
      </td>
      <td>{scopes.map((scope) => text.permissions[scope] ?? scope).join(" · ")}</td>
      <td>
        <Ago at={at} />
        <p class="quiet">
          {text.by} {byName}
        </p>
      </td>
      <td>{expiresAt === null ? text.never : <Ago at={expiresAt} />}</td>
      <td>{text.states[state]}</td>
      <td class="table-act">
        {state !== "revoked" && (
          <Confirmed
            act="revokeKey"
            label={text.revoke}
            takesAway
            question={text.revokeKeyQuestion(name)}
            consequence={text.revokeKeyConsequence}
            method="DELETE"
            path={api(`/keys/${encodeURIComponent(id)}`)}
            onDone={again}
          />
        )}
      </td>
    </tr>
  );
}

function MakeKey({ onDone }: { onDone: (secret: string) => void }) {
  const text = say(peopleWords);
  const { busy, problem, send } = useChange();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly string[]>(["rooms:read"]);
  const [life, setLife] = useState("365");
  const make = async () => {
    const days = life === "never" ? {} : { expiresInDays: Number(life) };
    const answer = await send<{ secret: string }>("POST", api("/keys"), { name: name.trim(), scopes, ...days });
    if (answer === null) return;
    setName("");
    onDone(answer.value.secret);
  };
  const tick = (scope: string) => (on: boolean) =>
    setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope));
  return (
    <section class="card">
      <h2>{text.keyMake}</h2>
      <Form
        label={text.keyMake}
        act="makeKey"
        icon="plus"
        busy={busy}
        problem={problem}
        incomplete={name.trim() === "" || scopes.length === 0}
        onSend={() => void make()}
      >
        <div class="form-grid">
          <Field label={text.keyName} name="keyName" maxLength={200} value={name} onChange={setName} />
          <Choose
            label={text.expires}
            name="life"
            value={life}
            options={Object.entries(text.lives)}
            onChange={setLife}
          />
        </div>
        <fieldset>
          <legend class="people-legend">{text.scopes}</legend>
          <div class="people-scopes">
            {(organisation.value?.permissions ?? []).map((scope) => (
              <Tick
                key={scope}
                label={text.permissions[scope] ?? scope}
                name={scope}
                checked={scopes.includes(scope)}
                onChange={tick(scope)}
              />
            ))}
          </div>
        </fieldset>
      </Form>
    </section>
  );
}
