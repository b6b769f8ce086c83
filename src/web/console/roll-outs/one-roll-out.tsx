import type { Json, JsonObject } from "../../../protocol/hub/difference.ts";
import type { ShownRollOutDetail } from "../../../protocol/hub/shown-settings.ts";
import { useEvery } from "../hub/use-every.ts";
import { useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { api, at, may } from "../session.ts";
import { settingName, shownValue } from "../settings/shown-value.ts";
import { say } from "../words.ts";
import { RollOutBar } from "./roll-out-bar.tsx";
import { moves, nextWaveAt, ordersOf, reasonOf } from "./roll-outs-model.ts";
import { StatusPill } from "./status-pill.tsx";
import { rollOutWords } from "./words.ts";

const everyMs = 2_000;

/** One roll-out: how far it is, why it stopped, which rooms have trouble, and what one can order. */
export function OneRollOut({ id }: { id: string }) {
  const text = say(rollOutWords);
  const path = api(`/rollouts/${encodeURIComponent(id)}`);
  const [answer, again] = useHub<ShownRollOutDetail>(path);
  const moving = answer.kind === "failed" || (answer.value !== null && moves(answer.value.status));
  useEvery(moving ? everyMs : null, again);
  return (
    <div class="roll-out">
      <PageHead title={answer.value?.name ?? text.title}>
        <a href={at("/roll-outs")}>{text.all}</a>
      </PageHead>
      <Loaded answer={answer} again={again}>
        {(rollOut) => (
          <>
            <Progress rollOut={rollOut} path={path} again={again} />
            <Troubled rollOut={rollOut} />
            <Rules rollOut={rollOut} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Progress({ rollOut, path, again }: { rollOut: ShownRollOutDetail; path: string; again: () => void }) {
  const text = say(rollOutWords);
  const { status, kind, scope, scopeName, wave, waves, by } = rollOut;
  const settings = kind === "organisation" ? "/settings" : `/settings/${kind}/${encodeURIComponent(scope)}`;
  return (
    <section class="card">
      <div class="card-head">
        <StatusPill status={status} />
        <p class="quiet">
          <a href={at(settings)}>{scopeName}</a> · <Ago at={rollOut.created_at} /> {text.startedBy(by)}
        </p>
      </div>
      <RollOutBar rollOut={rollOut} />
      {wave > 0 && <p>{text.wave(wave, waves.length, waves[wave - 1] ?? 100)}</p>}
      <Next rollOut={rollOut} />
      <Why reason={rollOut.reason} />
      {ordersOf(status).length > 0 && <OnlyFor permission="settings:write" />}
      {may("settings:write") && (
        <div class="form-foot">
          {ordersOf(status).map((order) => (
            <Confirmed
              key={order}
              act={order}
              label={text.orders[order]}
              question={text.questions[order]}
              consequence={text.consequences[order]}
              takesAway={order === "roll-back"}
              method="POST"
              path={`${path}/${order}`}
              onDone={again}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Next({ rollOut }: { rollOut: ShownRollOutDetail }) {
  const text = say(rollOutWords);
  const next = nextWaveAt(rollOut);
  if (next !== null)
    return (
      <p class="quiet">
        {text.nextWave} <Ago at={next} />
      </p>
    );
  if (rollOut.status === "running" && (rollOut.counts.sent ?? 0) > 0) return <p class="quiet">{text.waiting}</p>;
  return null;
}

function Why({ reason }: { reason: string }) {
  const text = say(rollOutWords);
  const why = reasonOf(reason);
  if (why === null) return null;
  const words = {
    failures: () => (why.kind === "failures" ? text.failures(why.failed, why.answered) : ""),
    "nothing applied": () => text.nothingApplied,
    by: () => (why.kind === "by" ? text.by(why.who) : ""),
    words: () => reason,
  };
  return (
    <p class="note note-attention">
      <strong>{text.why}:</strong> {words[why.kind]()}
    </p>
  );
}

function Troubled({ rollOut: { troubled, troubledTotal } }: { rollOut: ShownRollOutDetail }) {
  const text = say(rollOutWords);
  if (troubled.length === 0) return null;
  return (
    <section class="card">
      <h2>{text.troubled}</h2>
      {troubledTotal > troubled.length && <p class="quiet">{text.troubledMore(troubled.length, troubledTotal)}</p>}
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{text.room}</th>
              <th scope="col">{text.outcome}</th>
              <th scope="col">{text.reason}</th>
            </tr>
          </thead>
          <tbody>
            {troubled.map(({ id, name, progress, reason }) => (
              <tr key={id}>
                <td>
                  <a href={at(`/rooms/${encodeURIComponent(id)}`)}>{name}</a>
                </td>
                <td>{text.progress[progress]}</td>
                <td>{reason === "" ? text.noReason : reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Rules({ rollOut: { rules, waves, settings } }: { rollOut: ShownRollOutDetail }) {
  const text = say(rollOutWords);
  const values = leaves(settings);
  return (
    <section class="card">
      <h2>{text.rules}</h2>
      <ul class="rules">
        <li>{text.waves(waves.map((one) => `${one} %`).join(", "))}</li>
        <li>{text.soak(rules.soakMinutes)}</li>
        <li>{text.patience(rules.patienceMinutes)}</li>
        <li>
          {text.stops(rules.maxFailedPercent)} {text.stopsThen[rules.onTooManyFailures]}
        </li>
      </ul>
      <h2>{text.settings}</h2>
      {values.length === 0 ? (
        <p class="quiet">{text.nothingSet}</p>
      ) : (
        <dl class="values">
          {values.map(([path, value]) => (
            <div key={path}>
              <dt>{settingName(path)}</dt>
              <dd>{shownValue(path, value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function leaves(document: JsonObject, path: readonly string[] = []): [string, Json][] {
  return Object.entries(document).flatMap(([name, value]) => {
    const here = [...path, name];
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return leaves(value, here);
    return [[here.join("."), value] as [string, Json]];
  });
}
