import type { ComponentChildren } from "preact";
import type { ShownRoom } from "../../../protocol/hub/shown-room.ts";
import type { ScopeKind, ShownTemplate } from "../../../protocol/hub/shown-settings.ts";
import { type Loaded as Answer, useHub } from "../hub/use-hub.ts";
import { Empty } from "../parts/empty.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { PageHead } from "../parts/page-head.tsx";
import type { SectionProps } from "../section-props.ts";
import { api, organisation } from "../session.ts";
import { say } from "../words.ts";
import { Editor } from "./editor.tsx";
import { ScopeTree } from "./scope-tree.tsx";
import type { Group, Named, Schema, ScopePlace } from "./settings-model.ts";
import { settingsWords } from "./words.ts";
import "./settings.css";

/** Settings by scope: which one is in the address (`/settings/site/ID`), the organisation's without. */
export default function Settings({ rest }: SectionProps) {
  const text = say(settingsWords);
  const [templates, againTemplates] = useHub<ShownTemplate[]>(api("/templates"));
  const [sites, againSites] = useHub<Named[]>(api("/sites"));
  const [groups, againGroups] = useHub<Group[]>(api("/groups"));
  const [schema, againSchema] = useHub<Schema>(api("/settings-schema"));
  const own = organisation.value;
  if (own === null) return null;
  if (own.role === "partner") return <Empty icon="lock" title={text.partner} hint={text.partnerHint} />;
  const kind = kindOf(rest[0]);
  const id = kind === "organisation" ? own.id : (rest[1] ?? "");
  const all = together(templates, sites, groups, schema);
  const again = () => {
    for (const ask of [againTemplates, againSites, againGroups, againSchema]) ask();
  };
  return (
    <>
      <PageHead title={text.title} />
      <Loaded answer={all} again={again}>
        {([shown, allSites, allGroups, known]) => (
          <div class="settings">
            <ScopeTree templates={shown} sites={allSites} groups={allGroups} kind={kind} scope={id} />
            <Place kind={kind} scope={id} sites={allSites} groups={allGroups} own={own}>
              {(name, place) => (
                <Editor
                  key={`${place.kind} ${place.scope}`}
                  name={name}
                  place={place}
                  templates={shown}
                  schema={known}
                  again={againTemplates}
                />
              )}
            </Place>
          </div>
        )}
      </Loaded>
    </>
  );
}

const kinds: ScopeKind[] = ["organisation", "site", "group", "room"];
const kindOf = (text = ""): ScopeKind => kinds.find((one) => one === text) ?? "organisation";

/** Several answers as one: ready when all are. */
function together<A, B, C, D>(a: Answer<A>, b: Answer<B>, c: Answer<C>, d: Answer<D>): Answer<[A, B, C, D]> {
  const failed = [a, b, c, d].find((one) => one.kind === "failed");
  const value =
    a.value === null || b.value === null || c.value === null || d.value === null
      ? null
      : ([a.value, b.value, c.value, d.value] as [A, B, C, D]);
  if (failed?.kind === "failed") return { kind: "failed", value, problem: failed.problem };
  return value === null ? { kind: "loading", value: null } : { kind: "ready", value };
}

interface PlaceProps {
  kind: ScopeKind;
  scope: string;
  sites: Named[];
  groups: Group[];
  own: Named;
  children: (name: string, place: ScopePlace) => ComponentChildren;
}

/** Finds out where the scope is and what it is called. */
function Place({ kind, scope, sites, groups, own, children }: PlaceProps) {
  const [room, again] = useHub<ShownRoom>(kind === "room" ? api(`/rooms/${encodeURIComponent(scope)}`) : null);
  const place = { kind, scope, site: null, group: null };
  if (kind === "organisation") return <>{children(own.name, place)}</>;
  if (kind === "room")
    return (
      <div>
        <Loaded answer={room} again={again}>
          {({ name, site, group }) => children(name, { ...place, site, group })}
        </Loaded>
      </div>
    );
  const found = kind === "site" ? sites.find(({ id }) => id === scope) : groups.find(({ id }) => id === scope);
  if (found === undefined) return <Missing />;
  const site = kind === "group" ? (groups.find(({ id }) => id === scope)?.site ?? null) : null;
  return <>{children(found.name, { ...place, site })}</>;
}

function Missing() {
  const text = say(settingsWords);
  return <Empty icon="info" title={text.gone} hint={text.goneHint} />;
}
