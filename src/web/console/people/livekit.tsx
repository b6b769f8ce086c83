import { useState } from "preact/hooks";
import type { ShownLivekit } from "../../../protocol/hub/shown-people.ts";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api } from "../session.ts";
import { say } from "../words.ts";
import { peopleWords } from "./words.ts";

/** The LiveKit server for which the hub signs the rooms' tokens. */
export function Livekit() {
  const text = say(peopleWords);
  const [answer, again] = useHub<{ server: ShownLivekit | null }>(api("/livekit"));
  return (
    <section class="card">
      <p class="quiet">{text.livekitHint}</p>
      <Loaded answer={answer} again={again}>
        {({ server }) => (
          <>
            {server === null && <p class="note">{text.livekitNone}</p>}
            <LivekitForm server={server} onDone={again} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function LivekitForm({ server, onDone }: { server: ShownLivekit | null; onDone: () => void }) {
  const text = say(peopleWords);
  const { busy, problem, send } = useChange();
  const [url, setUrl] = useState(server?.url ?? "");
  const [apiKey, setApiKey] = useState(server?.apiKey ?? "");
  const [apiSecret, setApiSecret] = useState("");
  const [saved, setSaved] = useState(false);
  const save = async () => {
    setSaved(false);
    if ((await send("PUT", api("/livekit"), { url: url.trim(), apiKey: apiKey.trim(), apiSecret })) === null) return;
    setApiSecret("");
    setSaved(true);
    onDone();
  };
  return (
    <Form
      label={text.save}
      act="saveLivekit"
      busy={busy}
      problem={problem}
      incomplete={url.trim() === "" || apiKey.trim() === "" || apiSecret === ""}
      onSend={() => void save()}
      beside={<output>{saved ? text.saved : ""}</output>}
    >
      <div class="form-grid">
        <Field label={text.url} name="url" placeholder="wss://" value={url} onChange={setUrl} />
        <Field label={text.apiKey} name="apiKey" maxLength={200} value={apiKey} onChange={setApiKey} />
        <Field
          label={text.apiSecret}
          name="apiSecret"
          type="password"
          autocomplete="new-password"
          hint={text.apiSecretHint}
          value={apiSecret}
          onChange={setApiSecret}
        />
      </div>
    </Form>
  );
}
