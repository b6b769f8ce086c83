import { useEffect, useState } from "preact/hooks";
import type { AuditCheck, ShownAudit, ShownAuditEntry } from "../../../protocol/hub/shown-audit.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { useChange, useHub } from "../hub/use-hub.ts";
import { place, setQuery } from "../navigation.ts";
import { Ago } from "../parts/ago.tsx";
import { Empty } from "../parts/empty.tsx";
import { Field } from "../parts/field.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { api, at } from "../session.ts";
import { say } from "../words.ts";
import { addressOf, detailLines, idOf } from "./audit-model.ts";
import { auditWords } from "./words.ts";
import "./audit.css";

/** Who did what, newest first. */
export default function Audit() {
  const text = say(auditWords);
  const search = place.value.search.get("search") ?? "";
  return (
    <div class="audit">
      <PageHead title={text.title}>
        <LinkButton href={api("/audit.jsonl")} icon="share" download>
          {text.save}
        </LinkButton>
      </PageHead>
      <div class="audit-tools">
        <Search search={search} />
        <Check />
      </div>
      <Entries key={search} search={search} />
    </div>
  );
}

const typingMs = 300;

/** Asks when the typing has paused. */
function Search({ search }: { search: string }) {
  const text = say(auditWords);
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== search && setQuery({ search: typed.trim() }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, search]);
  return (
    <Field
      label={text.search}
      name="search"
      type="search"
      maxLength={200}
      hint={text.searchHint}
      value={typed}
      onChange={setTyped}
    />
  );
}

function Check() {
  const text = say(auditWords);
  const { busy, problem, send } = useChange();
  const [result, setResult] = useState<AuditCheck | null>(null);
  const check = async () => {
    const answer = await send<AuditCheck>("GET", api("/audit/check"));
    if (answer !== null) setResult(answer.value);
  };
  return (
    <div class="audit-check">
      <Button act="checkAudit" icon="lock" busy={busy} onPress={() => void check()}>
        {text.check}
      </Button>
      <output>
        {result !== null && result.firstBroken === null && (
          <span class="audit-whole">
            <Icon name="check" size={18} /> {text.whole(result.entries)}
          </span>
        )}
      </output>
      {result !== null && result.firstBroken !== null && (
        <div class="refusal" role="alert">
          <Icon name="alert" size={20} />
          <div class="refusal-text">
            <p>{text.broken(result.firstBroken)}</p>
            <p>{text.brokenHint}</p>
          </div>
        </div>
      )}
      <Refusal problem={problem} />
    </div>
  );
}

const pathOf = (search: string, before: number | null) =>
  api(
    `/audit/newest?limit=100${before === null ? "" : `&before=${before}`}${search === "" ? "" : `&search=${encodeURIComponent(search)}`}`,
  );

function Entries({ search }: { search: string }) {
  const text = say(auditWords);
  const [answer, again] = useHub<ShownAudit>(pathOf(search, null));
  const [older, setOlder] = useState<ShownAudit | null>(null);
  const { busy, problem, send } = useChange();
  return (
    <Loaded answer={answer} again={again}>
      {(newest) => {
        const entries = [...newest.entries, ...(older?.entries ?? [])];
        const next = older === null ? newest.next : older.next;
        const more = async () => {
          const got = await send<ShownAudit>("GET", pathOf(search, next));
          if (got === null) return;
          setOlder({ entries: [...(older?.entries ?? []), ...got.value.entries], next: got.value.next });
        };
        return (
          <>
            {entries.length === 0 ? (
              <Empty icon="info" title={text.none} hint={text.noneHint} />
            ) : (
              <div class="card table-scroll">
                <Table entries={entries} />
              </div>
            )}
            <Refusal problem={problem} />
            {next !== null && (
              <div>
                <Button act="older" busy={busy} onPress={() => void more()}>
                  {search === "" ? text.older : text.searchOn}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Table({ entries }: { entries: ShownAuditEntry[] }) {
  const text = say(auditWords);
  return (
    <table class="table audit-table">
      <thead>
        <tr>
          <th scope="col">{text.when}</th>
          <th scope="col">{text.who}</th>
          <th scope="col">{text.what}</th>
          <th scope="col">{text.subject}</th>
          <th scope="col">{text.detail}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.number} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry }: { entry: ShownAuditEntry }) {
  const text = say(auditWords);
  const { number, actor, actorName, what, subject, subjectName, detail } = entry;
  const address = addressOf(subject);
  const shown = subjectName || (typeof detail.name === "string" && detail.name) || subject;
  const who = actor === "hub" ? text.hub : actorName || idOf(actor);
  return (
    <tr data-entry={number}>
      <td class="audit-when">
        <Ago at={entry.at} />
      </td>
      <td title={actor}>{who}</td>
      <td title={what}>{text.did[what] ?? what}</td>
      <td title={subject}>{address === null ? shown : <a href={at(address)}>{shown}</a>}</td>
      <td class="audit-detail">
        {detailLines(detail).map(([name, value]) => (
          <span key={name} class="audit-value">
            <span class="quiet">{name}</span> {value}
          </span>
        ))}
      </td>
    </tr>
  );
}
