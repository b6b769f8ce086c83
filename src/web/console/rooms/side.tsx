import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { siteSearch } from "../fleet/search-words.ts";
import { useHub } from "../hub/use-hub.ts";
import { Field } from "../parts/field.tsx";
import { api, at } from "../session.ts";
import { say } from "../words.ts";
import { type ListQuery, sameQuery } from "./list-model.ts";
import { givenViews, keepView, keptViews, removeView, viewAddress } from "./views.ts";
import { roomsWords } from "./words.ts";

/** Searches that somebody wants again: given ones, kept ones, one a site. */
export function Side({ query }: { query: ListQuery }) {
  const text = say(roomsWords);
  const [sites] = useHub<{ id: string; name: string }[]>(api("/sites"));
  const known = [...givenViews, ...keptViews.value].some((view) => sameQuery(view, query));
  return (
    <aside class="rooms-side">
      <h2 id="views">{text.views}</h2>
      <ul aria-labelledby="views">
        {givenViews.map((view) => (
          <SideLink key={view.id} view={view} name={text.givenViews[view.id]} query={query} />
        ))}
        {keptViews.value.map((view) => (
          <SideLink key={view.name} view={view} name={view.name} query={query} removable />
        ))}
      </ul>
      {!known && <KeepView key={viewAddress(query)} query={query} />}
      {sites.value !== null && sites.value.length > 0 && (
        <>
          <h2 id="sites">{text.sites}</h2>
          <ul aria-labelledby="sites">
            {sites.value.map((site) => (
              <SideLink key={site.id} view={{ search: siteSearch(site), only: "" }} name={site.name} query={query} />
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

interface SideLinkProps {
  view: ListQuery;
  name: string;
  query: ListQuery;
  removable?: boolean;
}

function SideLink({ view, name, query, removable = false }: SideLinkProps) {
  const current = sameQuery(view, query) ? "page" : undefined;
  const label = say(roomsWords).removeView(name);
  return (
    <li class="side-item">
      <a class="side-link" href={at(viewAddress(view))} aria-current={current} title={name}>
        {name}
      </a>
      {removable && (
        <button type="button" class="side-remove" title={label} aria-label={label} onClick={() => removeView(name)}>
          <Icon name="close" size={14} />
        </button>
      )}
    </li>
  );
}

function KeepView({ query }: { query: ListQuery }) {
  const text = say(roomsWords);
  const [name, setName] = useState<string | null>(null);
  if (name === null)
    return (
      <Button kind="plain" size="small" icon="plus" act="keepView" onPress={() => setName("")}>
        {text.keepView}
      </Button>
    );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") keepView({ name: name.trim(), ...query });
      }}
    >
      <Field label={text.viewName} name="viewName" value={name} onChange={setName} maxLength={60} first />
      <Button act="keep" submit disabled={name.trim() === ""}>
        {text.keep}
      </Button>
    </form>
  );
}
