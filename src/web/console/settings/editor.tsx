import { useState } from "preact/hooks";
import type { ShownPreview, ShownRollOut, ShownTemplate } from "../../../protocol/hub/shown-settings.ts";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import type { Problem } from "../hub/ask.ts";
import { useChange, useHub } from "../hub/use-hub.ts";
import { place as address, go } from "../navigation.ts";
import { Refusal } from "../parts/refusal.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { api, at, may, organisation } from "../session.ts";
import { say } from "../words.ts";
import { drafts, keepDraft } from "./drafts.ts";
import { FormView } from "./form-view.tsx";
import { Preview } from "./preview.tsx";
import {
  fieldsOf,
  layersAbove,
  numberTrouble,
  refusedPath,
  type Schema,
  type ScopePlace,
  same,
  valueAt,
} from "./settings-model.ts";
import { TextView } from "./text-view.tsx";
import { settingsWords } from "./words.ts";

interface EditorProps {
  name: string;
  place: ScopePlace;
  templates: ShownTemplate[];
  schema: Schema;
  /** Asks for the templates again. */
  again: () => void;
}

/** The settings of one scope: edited as a form or as text, then looked at before anything happens, then rolled out. */
export function Editor(props: EditorProps) {
  const { name, place, schema } = props;
  const text = say(settingsWords);
  const [shown, setShown] = useState<ShownPreview | null>(null);
  const { busy, problem, send, forget } = useChange();
  const { draft, document, forgetDraft } = useDraft(props);
  const change = { kind: place.kind, scope: place.scope, settings: document };
  const preview = async () => {
    const answer = await send<ShownPreview>("POST", api("/templates/preview"), change);
    if (answer !== null) setShown(answer.value);
  };
  const started = (id: string) => {
    forgetDraft();
    go(at(`/roll-outs/${encodeURIComponent(id)}`));
  };
  if (shown !== null && draft !== null)
    return <Preview name={name} change={change} shown={shown} onBack={() => setShown(null)} onStarted={started} />;
  const badNumber = fieldsOf(schema).some((field) => numberTrouble(field, valueAt(document, field.path)) !== null);
  return (
    <section class="editor">
      <Writing {...props} problem={problem} forget={forget} />
      <footer class="editor-foot">
        <Refusal problem={problem} />
        <Button
          kind="primary"
          act="preview"
          busy={busy}
          disabled={draft === null || draft.text !== null || badNumber}
          onPress={() => void preview()}
        >
          {text.preview}
        </Button>
      </footer>
    </section>
  );
}

/** What is edited of a scope, over what the hub has. */
function useDraft({ place, templates }: EditorProps) {
  const key = `${organisation.value?.id} ${place.kind} ${place.scope}`;
  const template = templates.find(({ kind, scope }) => kind === place.kind && scope === place.scope);
  const kept = template?.settings ?? {};
  const base = template?.version ?? 0;
  const draft = drafts.value[key] ?? null;
  const document = draft?.document ?? kept;
  const edit = (next: typeof document, raw: string | null = null) => {
    const unchanged = raw === null && same(next, kept);
    keepDraft(key, unchanged ? null : { base: draft?.base ?? base, document: next, text: raw });
  };
  return {
    draft,
    document,
    edit,
    isOld: draft !== null && draft.base !== base,
    forgetDraft: () => keepDraft(key, null),
  };
}

function Writing(props: EditorProps & { problem: Problem | null; forget: () => void }) {
  const { name, place, templates, schema, again, problem, forget } = props;
  const text = say(settingsWords);
  const { draft, document, edit, isOld, forgetDraft } = useDraft(props);
  const asText = address.value.search.get("as") === "text";
  const refused = problem?.code === "config.invalid" ? refusedPath(problem.detail) : null;
  const onEdit = (next: typeof document, raw: string | null = null) => {
    forget();
    edit(next, raw);
  };
  return (
    <>
      <EditorHead name={name} kind={place.kind} asText={asText} />
      <Running place={place} />
      {draft !== null && <DraftNote old={isOld} onDiscard={forgetDraft} again={again} />}
      {!may("settings:write") && <p class="note">{text.readOnly}</p>}
      {asText ? (
        <TextView document={document} typed={draft?.text ?? null} onEdit={onEdit} />
      ) : (
        <FormView
          fields={fieldsOf(schema)}
          document={document}
          layers={layersAbove(templates, place)}
          templates={templates}
          place={place}
          refused={refused}
          onEdit={onEdit}
        />
      )}
    </>
  );
}

function EditorHead({ name, kind, asText }: { name: string; kind: ScopePlace["kind"]; asText: boolean }) {
  const text = say(settingsWords);
  const here = location.pathname;
  return (
    <>
      <header class="editor-head">
        <h2>{name}</h2>
        <span class="quiet">{text.kinds[kind]}</span>
      </header>
      <Tabs
        label={text.view}
        current={asText ? "text" : "form"}
        tabs={[
          ["form", here, text.asForm],
          ["text", `${here}?as=text`, text.asText],
        ]}
      />
    </>
  );
}

/** Another change of the same settings is under way: a second one would be refused. */
function Running({ place }: { place: ScopePlace }) {
  const text = say(settingsWords);
  const [answer] = useHub<ShownRollOut[]>(api("/rollouts"));
  const running = answer.value?.find(
    ({ status, kind, scope }) =>
      (status === "running" || status === "paused") && kind === place.kind && scope === place.scope,
  );
  if (running === undefined) return null;
  return (
    <p class="note note-attention">
      {text.running(running.name)} <a href={at(`/roll-outs/${encodeURIComponent(running.id)}`)}>{text.toRollOut}</a>
    </p>
  );
}

function DraftNote({ old, onDiscard, again }: { old: boolean; onDiscard: () => void; again: () => void }) {
  const text = say(settingsWords);
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const discard = () => {
    close();
    again();
    onDiscard();
  };
  return (
    <div class={old ? "note note-attention note-row" : "note note-row"}>
      <p>{old ? text.draftOld : text.draft}</p>
      <Button size="small" act="discard" onPress={() => setAsking(true)}>
        {text.discard}
      </Button>
      {asking && (
        <Sheet title={text.discardQuestion} onClose={close}>
          <div class="form-foot">
            <Button kind="danger" act="discard-yes" onPress={discard}>
              {text.discard}
            </Button>
            <Button kind="plain" act="keep" onPress={close}>
              {text.keep}
            </Button>
          </div>
        </Sheet>
      )}
    </div>
  );
}
