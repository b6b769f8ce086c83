import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { RoomList } from "../../../protocol/hub/shown-room.ts";
import type { ScopeKind, ShownTemplate } from "../../../protocol/hub/shown-settings.ts";
import { useHub } from "../hub/use-hub.ts";
import { Field } from "../parts/field.tsx";
import { api, at, organisation } from "../session.ts";
import { say } from "../words.ts";
import { drafts } from "./drafts.ts";
import { type Group, leavesOf, type Named } from "./settings-model.ts";
import { settingsWords } from "./words.ts";

const mostRooms = 20;

interface ScopeTreeProps {
  templates: ShownTemplate[];
  sites: Named[];
  groups: Group[];
  kind: ScopeKind;
  scope: string;
}

/** Organisation, sites with their groups, other groups, and rooms that have settings of their own or were looked for. */
export function ScopeTree({ templates, sites, groups, kind, scope }: ScopeTreeProps) {
  const text = say(settingsWords);
  const own = organisation.value;
  const link = (one: ScopeKind, id: string, name: string) => (
    <ScopeLink kind={one} id={id} name={name} templates={templates} current={one === kind && id === scope} />
  );
  const known = new Set(sites.map(({ id }) => id));
  const elsewhere = groups.filter(({ site }) => site === null || !known.has(site));
  const rooms = templates.filter((one) => one.kind === "room");
  return (
    <nav class="scopes" aria-label={text.scopes}>
      {own !== null && link("organisation", own.id, own.name)}
      <ul>
        {sites.map((site) => (
          <li key={site.id}>
            {link("site", site.id, site.name)}
            <Groups groups={groups.filter((group) => group.site === site.id)} link={link} />
          </li>
        ))}
      </ul>
      {elsewhere.length > 0 && <p class="scopes-title">{text.groupsElsewhere}</p>}
      <Groups groups={elsewhere} link={link} />
      <p class="scopes-title">{text.kinds.room}</p>
      <ul>
        {rooms.slice(0, mostRooms).map((room) => (
          <li key={room.scope}>{link("room", room.scope, room.name)}</li>
        ))}
        {rooms.length > mostRooms && <li class="quiet scopes-none">{text.moreRooms(rooms.length - mostRooms)}</li>}
      </ul>
      <FindRoom />
    </nav>
  );
}

function Groups({
  groups,
  link,
}: {
  groups: Group[];
  link: (kind: ScopeKind, id: string, name: string) => ComponentChildren;
}) {
  if (groups.length === 0) return null;
  return (
    <ul>
      {groups.map(({ id, name }) => (
        <li key={id}>{link("group", id, name)}</li>
      ))}
    </ul>
  );
}

interface ScopeLinkProps {
  kind: ScopeKind;
  id: string;
  name: string;
  templates: ShownTemplate[];
  current: boolean;
}

function ScopeLink({ kind, id, name, templates, current }: ScopeLinkProps) {
  const text = say(settingsWords);
  const template = templates.find((one) => one.kind === kind && one.scope === id);
  const count = template === undefined ? 0 : leavesOf(template.settings);
  const edited = drafts.value[`${organisation.value?.id} ${kind} ${id}`] !== undefined;
  const address = kind === "organisation" ? "/settings" : `/settings/${kind}/${encodeURIComponent(id)}`;
  return (
    <a class="scope" href={at(address)} aria-current={current ? "page" : undefined}>
      <span class="scope-name">{name}</span>
      {edited && <span class="scope-edited">{text.unsaved}</span>}
      {!edited && count > 0 && <span class="scope-count">{text.setsOwn(count)}</span>}
    </a>
  );
}

const mostFound = 8;

function FindRoom() {
  const text = say(settingsWords);
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  const [found] = useHub<RoomList>(
    wanted === "" ? null : api(`/rooms?limit=${mostFound}&search=${encodeURIComponent(wanted)}`),
  );
  return (
    <>
      <Field label={text.findRoom} name="findRoom" type="search" value={search} onChange={setSearch} />
      {wanted !== "" && found.value !== null && (
        <ul>
          {found.value.rooms.length === 0 && <li class="quiet scopes-none">{text.noRoom}</li>}
          {found.value.rooms.map(({ id, name, siteName }) => (
            <li key={id}>
              <a class="scope" href={at(`/settings/room/${encodeURIComponent(id)}`)}>
                <span class="scope-name">{name}</span>
                <span class="scope-count">{siteName}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
