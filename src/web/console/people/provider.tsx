import { useState } from "preact/hooks";
import type { ShownProvider } from "../../../protocol/hub/shown-people.ts";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Confirmed } from "../parts/confirmed.tsx";
import { Empty } from "../parts/empty.tsx";
import { Choose, Field, Tick } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api, organisation } from "../session.ts";
import { say } from "../words.ts";
import { readDomains } from "./people-model.ts";
import { peopleWords } from "./words.ts";

/** The organisation's own identity provider; owners only. */
export function Provider() {
  const text = say(peopleWords);
  const isOwner = organisation.value?.role === "owner";
  const [answer, again] = useHub<ShownProvider>(isOwner ? api("/identity-provider") : null);
  if (!isOwner) return <Empty icon="lock" title={text.ownerOnly} hint={text.ownerOnlyHint} />;
  return (
    <section class="card">
      <p class="quiet">{text.providerHint}</p>
      <Loaded answer={answer} again={again}>
        {(shown) => (
          <>
            <div class="people-fact">
              <p class="quiet">{text.redirect}</p>
              <p class="people-code">{shown.redirectUri}</p>
              <p class="quiet">{text.redirectHint}</p>
            </div>
            <ProviderForm key={shown.provider?.issuer ?? ""} provider={shown.provider} onDone={again} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function ProviderForm({ provider, onDone }: { provider: ShownProvider["provider"]; onDone: () => void }) {
  const text = say(peopleWords);
  const { busy, problem, send } = useChange();
  const [issuer, setIssuer] = useState(provider?.issuer ?? "");
  const [clientId, setClientId] = useState(provider?.clientId ?? "");
  const [secret, setSecret] = useState("");
  const [domains, setDomains] = useState(provider?.domains.join(", ") ?? "");
  const [newcomers, setNewcomers] = useState(provider?.newcomers ?? "");
  const [trustUnverified, setTrustUnverified] = useState(provider?.trustUnverified ?? false);
  const [saved, setSaved] = useState(false);
  const hasSecret = provider?.hasSecret ?? false;
  const save = async () => {
    setSaved(false);
    const clientSecret = secret === "" ? (hasSecret ? {} : { clientSecret: null }) : { clientSecret: secret };
    const body = { issuer: issuer.trim(), clientId: clientId.trim(), ...clientSecret, domains: readDomains(domains) };
    const whole = { ...body, newcomers: newcomers === "" ? null : newcomers, trustUnverified };
    if ((await send("PUT", api("/identity-provider"), whole)) === null) return;
    setSecret("");
    setSaved(true);
    onDone();
  };
  const remove = provider !== null && (
    <Confirmed
      act="removeProvider"
      label={text.providerRemove}
      takesAway
      question={text.providerRemoveQuestion}
      consequence={text.providerRemoveConsequence}
      method="DELETE"
      path={api("/identity-provider")}
      onDone={onDone}
    />
  );
  return (
    <Form
      label={text.providerSave}
      act="saveProvider"
      busy={busy}
      problem={problem}
      incomplete={issuer.trim() === "" || clientId.trim() === "" || domains.trim() === ""}
      onSend={() => void save()}
      beside={
        <>
          {remove}
          <output>{saved ? text.saved : ""}</output>
        </>
      }
    >
      <div class="form-grid">
        <Field label={text.issuer} name="issuer" hint={text.issuerHint} value={issuer} onChange={setIssuer} />
        <Field label={text.clientId} name="clientId" value={clientId} onChange={setClientId} />
        <Field
          label={text.clientSecret}
          name="clientSecret"
          type="password"
          autocomplete="new-password"
          hint={hasSecret ? text.secretKept : text.secretHint}
          value={secret}
          onChange={setSecret}
        />
        <Field label={text.domains} name="domains" hint={text.domainsHint} value={domains} onChange={setDomains} />
        <Choose
          label={text.newcomers}
          name="newcomers"
          value={newcomers}
          options={[
            ["", text.newcomersNone],
            ["viewer", text.roles.viewer ?? ""],
            ["operator", text.roles.operator ?? ""],
          ]}
          onChange={setNewcomers}
        />
      </div>
      <Tick label={text.unverified} name="unverified" checked={trustUnverified} onChange={setTrustUnverified} />
    </Form>
  );
}
