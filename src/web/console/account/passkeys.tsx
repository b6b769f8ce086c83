import { useState } from "preact/hooks";
import type { OwnPasskey } from "../../../protocol/hub/shown-people.ts";
import { useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { makePasskey, passkeyName, passkeysWork } from "../sign-in/passkey.ts";
import { usePasskey } from "../sign-in/use-passkey.ts";
import { say } from "../words.ts";
import { accountWords } from "./words.ts";

/** One's own passkeys: listed, added, taken out. */
export function Passkeys() {
  const text = say(accountWords);
  const [answer, again] = useHub<OwnPasskey[]>("/api/passkeys");
  return (
    <section class="card">
      <h2>{text.passkeys}</h2>
      <p class="quiet">{text.passkeysHint}</p>
      <Loaded answer={answer} again={again}>
        {(passkeys) => (passkeys.length === 0 ? <p>{text.noPasskeys}</p> : <Table passkeys={passkeys} again={again} />)}
      </Loaded>
      {passkeysWork() ? <AddPasskey onDone={again} /> : <p class="quiet">{text.passkeysNever}</p>}
    </section>
  );
}

function Table({ passkeys, again }: { passkeys: OwnPasskey[]; again: () => void }) {
  const text = say(accountWords);
  return (
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col">{text.added}</th>
            <th scope="col">{text.used}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {passkeys.map(({ id, name, at, usedAt }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>
                <Ago at={at} />
              </td>
              <td>{usedAt === null ? text.never : <Ago at={usedAt} />}</td>
              <td class="table-act">
                <Confirmed
                  act="removePasskey"
                  label={text.remove}
                  icon="close"
                  takesAway
                  question={text.removeQuestion(name)}
                  consequence={text.removeConsequence}
                  method="DELETE"
                  path={`/api/passkeys/${encodeURIComponent(id)}`}
                  onDone={again}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AddPasskey({ onDone }: { onDone: () => void }) {
  const text = say(accountWords);
  const { busy, problem, notGiven, exchange } = usePasskey(makePasskey);
  const [name, setName] = useState(passkeyName());
  const add = async () => {
    const done = await exchange({
      ...{ options: "/api/passkeys/options", answer: "/api/passkeys" },
      send: (response) => ({ name: name.trim(), response }),
    });
    if (done) onDone();
  };
  return (
    <Form
      label={text.add}
      act="addPasskey"
      icon="lock"
      busy={busy}
      problem={problem}
      incomplete={name.trim() === ""}
      onSend={() => void add()}
    >
      <Field label={text.passkeyName} name="passkeyName" maxLength={200} value={name} onChange={setName} />
      {notGiven && <p role="alert">{text.notGiven}</p>}
    </Form>
  );
}
