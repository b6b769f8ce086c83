import { useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { quoted } from "../fleet/search-words.ts";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api, at, may } from "../session.ts";
import { say } from "../words.ts";
import { Removal } from "./removal.tsx";
import { removalWords } from "./removal-words.ts";
import { sitesWords } from "./words.ts";

interface Group {
  id: string;
  name: string;
  site: string | null;
}

interface NamedSite {
  id: string;
  name: string;
}

/** Groups of rooms, to be named and put under a site. */
export function Groups({ sites }: { sites: NamedSite[] }) {
  const text = say(sitesWords);
  const [answer, again] = useHub<Group[]>(api("/groups"));
  // "new": one to be added.
  const [edited, setEdited] = useState<Group | "new" | null>(null);
  return (
    <section class="card" aria-labelledby="sites-groups">
      <header class="card-head">
        <h2 id="sites-groups">{text.groups}</h2>
        {may("rooms:write") && (
          <Button size="small" icon="plus" act="addGroup" onPress={() => setEdited("new")}>
            {text.addGroup}
          </Button>
        )}
      </header>
      <Loaded answer={answer} again={again}>
        {(groups) => (
          <>
            <p class="quiet">{groups.length === 0 ? text.groupsNone : text.groupsHint}</p>
            <ul class="groups">
              {groups.map((group) => (
                <GroupItem key={group.id} {...{ group, sites }} onEdit={() => setEdited(group)} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {edited !== null && (
        <GroupForm
          group={edited === "new" ? null : edited}
          groups={answer.value ?? []}
          sites={sites}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            again();
          }}
        />
      )}
    </section>
  );
}

function GroupItem({ group, sites, onEdit }: { group: Group; sites: NamedSite[]; onEdit: () => void }) {
  const text = say(sitesWords);
  const search = encodeURIComponent(`group:${quoted(group.name)}`);
  return (
    <li class="group" data-group={group.name}>
      <a href={at(`/rooms?search=${search}`)}>{group.name}</a>
      <span class="quiet">{sites.find(({ id }) => id === group.site)?.name ?? text.anySite}</span>
      {may("rooms:write") && (
        <Button size="small" kind="plain" act="editGroup" onPress={onEdit}>
          {text.edit}
          <span class="unseen"> {group.name}</span>
        </Button>
      )}
    </li>
  );
}

interface GroupFormProps {
  /** Null: a new one. */
  group: Group | null;
  groups: readonly Group[];
  sites: NamedSite[];
  onClose: () => void;
  onSaved: () => void;
}

function GroupForm({ group, groups, sites, onClose, onSaved }: GroupFormProps) {
  const text = say(sitesWords);
  const [removing, setRemoving] = useState(false);
  const [name, setName] = useState(group?.name ?? "");
  const [site, setSite] = useState(group?.site ?? "");
  const { busy, problem, send } = useChange();
  const save = async () => {
    const body = { name: name.trim(), site: site === "" ? null : site };
    const path = group === null ? api("/groups") : api(`/groups/${encodeURIComponent(group.id)}`);
    if ((await send(group === null ? "POST" : "PUT", path, body)) !== null) onSaved();
  };
  if (removing && group !== null) {
    const others = groups.filter(({ id }) => id !== group.id);
    return <Removal kind="group" place={group} {...{ others, onClose }} onDone={onSaved} />;
  }
  return (
    <Sheet title={group === null ? text.addGroup : text.editGroup(group.name)} onClose={onClose}>
      <Form
        label={group === null ? text.addGroup : text.save}
        act="saveGroup"
        busy={busy}
        problem={problem}
        incomplete={name.trim() === ""}
        onSend={() => void save()}
        beside={
          group !== null && (
            <Button kind="plain" act="remove" onPress={() => setRemoving(true)}>
              {say(removalWords).ask}
            </Button>
          )
        }
      >
        <Field first label={text.name} name="groupName" maxLength={200} value={name} onChange={setName} />
        <Choose
          label={text.site}
          name="groupSite"
          value={site}
          options={[["", text.anySite], ...sites.map((one): [string, string] => [one.id, one.name])]}
          onChange={setSite}
        />
      </Form>
    </Sheet>
  );
}
