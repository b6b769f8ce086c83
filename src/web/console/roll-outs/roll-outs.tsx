import type { ShownRollOut } from "../../../protocol/hub/shown-settings.ts";
import { useEvery } from "../hub/use-every.ts";
import { useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Empty } from "../parts/empty.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { PageHead } from "../parts/page-head.tsx";
import type { SectionProps } from "../section-props.ts";
import { api, at, organisation } from "../session.ts";
import { say } from "../words.ts";
import { OneRollOut } from "./one-roll-out.tsx";
import { RollOutBar } from "./roll-out-bar.tsx";
import { moves } from "./roll-outs-model.ts";
import { StatusPill } from "./status-pill.tsx";
import { rollOutWords } from "./words.ts";
import "./roll-outs.css";

/** Staged changes of settings: all of them, or the one that the address names. */
export default function RollOuts({ rest: [id] }: SectionProps) {
  const text = say(rollOutWords);
  if (organisation.value?.role === "partner") return <Empty icon="lock" title={text.partner} hint={text.partnerHint} />;
  return id === undefined ? <AllRollOuts /> : <OneRollOut key={id} id={id} />;
}

const everyMs = 2_000;
/** The hub tells of no more than these. */
const mostTold = 100;

function AllRollOuts() {
  const text = say(rollOutWords);
  const [answer, again] = useHub<ShownRollOut[]>(api("/rollouts"));
  const moving = answer.kind === "failed" || (answer.value?.some(({ status }) => moves(status)) ?? false);
  useEvery(moving ? everyMs : null, again);
  return (
    <>
      <PageHead title={text.title} />
      <Loaded answer={answer} again={again}>
        {(rollOuts) =>
          rollOuts.length === 0 ? (
            <Empty icon="repeat" title={text.none} hint={text.noneHint}>
              <LinkButton href={at("/settings")} kind="primary">
                {text.toSettings}
              </LinkButton>
            </Empty>
          ) : (
            <div class="card table-scroll">
              <Table rollOuts={rollOuts} />
              {rollOuts.length >= mostTold && <p class="quiet">{text.newest(rollOuts.length)}</p>}
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function Table({ rollOuts }: { rollOuts: ShownRollOut[] }) {
  const text = say(rollOutWords);
  return (
    <table class="table roll-outs">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col">{text.status}</th>
          <th scope="col">{text.rooms}</th>
          <th scope="col">{text.started}</th>
        </tr>
      </thead>
      <tbody>
        {rollOuts.map((one) => (
          <tr key={one.id}>
            <td>
              <a href={at(`/roll-outs/${encodeURIComponent(one.id)}`)}>{one.name}</a>
              <p class="quiet">{one.scopeName}</p>
            </td>
            <td>
              <StatusPill status={one.status} />
            </td>
            <td>
              <RollOutBar rollOut={one} />
            </td>
            <td>
              <Ago at={one.created_at} />
              <p class="quiet">{text.startedBy(one.by)}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
