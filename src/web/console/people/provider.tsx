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

type Known = ShownProvider["provider"];

const fresh = (provider: Known) => ({
  issuer: provider?.issuer ?? "",
  clientId: provider?.clientId ?? "",
  secret: "",
  domains: provider?.domains.join(", ") ?? "",
  newcomers: provider?.newcomers ?? "",
  trustUnverified: provider?.trustUnverified ?? false,
});

type Written = ReturnType<typeof fresh>;

function ProviderForm({ provider, onDone }: { provider: Known; onDone: () => void }) {
  const text = say(peopleWords);
  const { busy, problem, send } = useChange();
  const [written, setWritten] = useState(() => fresh(provider));
  const [saved, setSaved] = useState(false);
  const hasSecret = provider?.hasSecret ?? false;
  const save = async () => {
    setSaved(false);
    if ((await send("PUT", api("/identity-provider"), bodyOf(written, hasSecret))) === null) return;
    setWritten({ ...written, secret: "" });
    setSaved(true);
    onDone();
  };
  const beside = (
    <>
      {provider !== null && <Remove onDone={onDone} />}
      <output>{saved ? text.saved : ""}</output>
    </>
  );
  return (
    <Form
      label={text.providerSave}
      act="saveProvider"
      busy={busy}
      problem={problem}
      incomplete={[written.issuer, written.clientId, written.domains].some((one) => one.trim() === "")}
      onSend={() => void save()}
      beside={beside}
    >
      <Fields
        written={written}
        hasSecret={hasSecret}
        write={(change) => {
          setSaved(false);
          setWritten({ ...written, ...change });
        }}
      />
    </Form>
  );
}

function bodyOf({ issuer, clientId, secret, domains, newcomers, trustUnverified }: Written, hasSecret: boolean) {
  const clientSecret = secret === "" ? (hasSecret ? {} : { clientSecret: null }) : { clientSecret: secret };
  const names = { issuer: issuer.trim(), clientId: clientId.trim(), ...clientSecret };
  return { ...names, domains: readDomains(domains), newcomers: newcomers === "" ? null : newcomers, trustUnverified };
}

function Remove({ onDone }: { onDone: () => void }) {
  const text = say(peopleWords);
  return (
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
}

interface FieldsProps {
  written: Written;
  hasSecret: boolean;
  write: (change: Partial<Written>) => void;
}

function Fields({ written, hasSecret, write }: FieldsProps) {
  const text = say(peopleWords);
  const { issuer, clientId, secret, domains, newcomers, trustUnverified } = written;
  const roles = [
    ["", text.newcomersNone],
    ["viewer", text.roles.viewer ?? ""],
    ["operator", text.roles.operator ?? ""],
  ] as const;
  const to = (field: keyof Written) => (value: string) => write({ [field]: value });
  return (
    <>
      <div class="form-grid">
        <Field label={text.issuer} name="issuer" hint={text.issuerHint} value={issuer} onChange={to("issuer")} />
        <Field label={text.clientId} name="clientId" value={clientId} onChange={to("clientId")} />
        <Field
          label={text.clientSecret}
          name="clientSecret"
          type="password"
          autocomplete="new-password"
          hint={hasSecret ? text.secretKept : text.secretHint}
          value={secret}
          onChange={to("secret")}
        />
        <Field label={text.domains} name="domains" hint={text.domainsHint} value={domains} onChange={to("domains")} />
        <Choose label={text.newcomers} name="newcomers" value={newcomers} options={roles} onChange={to("newcomers")} />
      </div>
      <Tick
        label={text.unverified}
        name="unverified"
        checked={trustUnverified}
        onChange={(on) => write({ trustUnverified: on })}
      />
    </>
  );
}
