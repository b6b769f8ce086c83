import { useState } from "preact/hooks";
import type { PlaceList, ShownSite } from "../../../protocol/hub/shown-places.ts";
import { Button } from "../../shared/components/button.tsx";
import { useEvery } from "../hub/use-every.ts";
import { useHub } from "../hub/use-hub.ts";
import { place, setQuery } from "../navigation.ts";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { OnlyFor } from "../parts/only-for.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { api, may } from "../session.ts";
import { say } from "../words.ts";
import { Groups } from "./groups.tsx";
import { SiteList } from "./list.tsx";
import { SiteMap } from "./map.tsx";
import { Mark } from "./mark.tsx";
import { graveOf, graves, placed } from "./places-model.ts";
import { SiteForm } from "./site-form.tsx";
import { sitesWords } from "./words.ts";
import "./map.css";
import "./sites.css";

const everyMs = 5_000;

/** Where the rooms are, and which places need somebody: a map and a list. */
export default function Sites() {
  const text = say(sitesWords);
  const [answer, again] = useHub<PlaceList>(api("/places"));
  useEvery(everyMs, again);
  // "new": one to be added.
  const [edited, setEdited] = useState<ShownSite | "new" | null>(null);
  const add = may("rooms:write") ? (
    <Button kind="primary" icon="plus" act="addSite" onPress={() => setEdited("new")}>
      {text.addSite}
    </Button>
  ) : (
    <OnlyFor permission="rooms:write" />
  );
  return (
    <div class="sites">
      <PageHead title={text.title}>{(answer.value?.sites.length ?? 0) > 0 && add}</PageHead>
      <Loaded answer={answer} again={again}>
        {({ sites }) =>
          sites.length === 0 ? (
            <Empty icon="place" title={text.none} hint={may("rooms:write") ? text.noneHint : text.noneReadOnly}>
              {add}
            </Empty>
          ) : (
            <Places sites={sites} onEdit={setEdited} />
          )
        }
      </Loaded>
      {edited !== null && (
        <SiteForm
          site={edited === "new" ? null : edited}
          sites={answer.value?.sites ?? []}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            again();
          }}
        />
      )}
    </div>
  );
}

function Places({ sites, onEdit }: { sites: ShownSite[]; onEdit: (site: ShownSite) => void }) {
  const text = say(sitesWords);
  const chosen = place.value.search.get("site");
  const choose = (site: string | null) => setQuery({ site: site ?? "" });
  const onMap = placed(sites);
  const missing = sites.filter(({ id }) => id !== null).length - onMap.length;
  return (
    <>
      <div class="sites-map">
        {onMap.length === 0 ? (
          <p class="note">{text.noMap}</p>
        ) : (
          <>
            <SiteMap sites={onMap} chosen={chosen} onChoose={choose} />
            <Legend sites={sites} />
            {missing > 0 && <p class="quiet">{text.notOnMapSome(missing)}</p>}
          </>
        )}
      </div>
      <div class="card sites-list">
        <SiteList sites={sites} open={chosen} onOpen={choose} onEdit={onEdit} />
      </div>
      <Groups sites={sites.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]))} />
    </>
  );
}

/** What the shapes mean, of those that there are. */
function Legend({ sites }: { sites: ShownSite[] }) {
  const text = say(sitesWords);
  const there = new Set(sites.map((site) => graveOf(site.counts)));
  return (
    <ul class="legend">
      {graves
        .filter((grave) => there.has(grave))
        .map((grave) => (
          <li key={grave}>
            <Mark grave={grave} /> {text.graves[grave]}
          </li>
        ))}
    </ul>
  );
}
