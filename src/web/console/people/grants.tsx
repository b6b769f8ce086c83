import { useState } from "preact/hooks";
import type { ShownGrant, ShownPerson } from "../../../protocol/hub/shown-people.ts";
import type { RoomList } from "../../../protocol/hub/shown-room.ts";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Ago } from "../parts/ago.tsx";
import { Confirmed } from "../parts/confirmed.tsx";
import { Empty } from "../parts/empty.tsx";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { api, may } from "../session.ts";
import { say } from "../words.ts";
import { peopleWords } from "./words.ts";

/** Which rooms partners see. */
export function Grants() {
  const text = say(peopleWords);
  const [answer, again] = useHub<ShownGrant[]>(api("/grants"));
  const [people] = useHub<ShownPerson[]>(api("/people"));
  const known = people.value ?? [];
  const partners = known.filter(({ role }) => role === "partner");
  const nameOf = (id: string) => known.find((person) => person.id === id)?.name ?? id;
  if (people.kind === "ready" && partners.length === 0)
    return <Empty icon="people" title={text.partnersNone} hint={text.partnersNoneHint} />;
  return (
    <>
      <Loaded answer={answer} again={again}>
        {(grants) =>
          grants.length === 0 ? (
            <Empty icon="people" title={text.grantsNone} hint={text.grantsNoneHint} />
          ) : (
            <div class="card table-scroll">
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{text.partner}</th>
                    <th scope="col">{text.sees}</th>
                    <th scope="col">{text.since}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {grants.map((grant) => (
                    <Row key={grant.id} grant={grant} who={nameOf(grant.person)} again={again} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      {may("people:write") && partners.length > 0 && <Assign partners={partners} onDone={again} />}
    </>
  );
}

function Row({ grant, who, again }: { grant: ShownGrant; who: string; again: () => void }) {
  const text = say(peopleWords);
  const { id, kind, scopeName, at } = grant;
  return (
    <tr>
      <td>
        <strong>{who}</strong>
      </td>
      <td>
        {scopeName} <span class="quiet">{text.kinds[kind] ?? kind}</span>
      </td>
      <td>
        <Ago at={at} />
      </td>
      <td class="table-act">
        {may("people:write") && (
          <Confirmed
            act="revokeGrant"
            label={text.revoke}
            takesAway
            question={text.revokeGrantQuestion(who, scopeName)}
            consequence={text.revokeGrantConsequence}
            method="DELETE"
            path={api(`/grants/${encodeURIComponent(id)}`)}
            onDone={again}
          />
        )}
      </td>
    </tr>
  );
}

interface Named {
  id: string;
  name: string;
}

function Assign({ partners, onDone }: { partners: ShownPerson[]; onDone: () => void }) {
  const text = say(peopleWords);
  const { busy, problem, send } = useChange();
  const [person, setPerson] = useState(partners[0]?.id ?? "");
  const [kind, setKind] = useState("site");
  const [scope, setScope] = useState("");
  const assign = async () => {
    if ((await send("POST", api("/grants"), { person, kind, scope })) === null) return;
    setScope("");
    onDone();
  };
  return (
    <section class="card">
      <h2>{text.assignTitle}</h2>
      <Form
        label={text.assign}
        act="assign"
        busy={busy}
        problem={problem}
        incomplete={scope === ""}
        onSend={() => void assign()}
      >
        <div class="form-grid">
          <Choose
            label={text.partner}
            name="partner"
            value={person}
            options={partners.map(({ id, name }) => [id, name])}
            onChange={setPerson}
          />
          <Choose
            label={text.what}
            name="grantKind"
            value={kind}
            options={Object.entries(text.kinds)}
            onChange={(chosen) => {
              setKind(chosen);
              setScope("");
            }}
          />
          {kind === "room" ? (
            <RoomChoice value={scope} onChange={setScope} />
          ) : (
            <PlaceChoice kind={kind} value={scope} onChange={setScope} />
          )}
        </div>
      </Form>
    </section>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (id: string) => void;
}

function PlaceChoice({ kind, value, onChange }: ChoiceProps & { kind: string }) {
  const text = say(peopleWords);
  const [places] = useHub<Named[]>(api(kind === "site" ? "/sites" : "/groups"));
  const options = (places.value ?? []).map(({ id, name }) => [id, name] as const);
  return (
    <Choose
      label={text.kinds[kind] ?? kind}
      name="grantScope"
      value={value}
      options={[["", text.choose], ...options]}
      onChange={onChange}
    />
  );
}

function RoomChoice({ value, onChange }: ChoiceProps) {
  const text = say(peopleWords);
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  const path = wanted === "" ? null : api(`/rooms?limit=20&search=${encodeURIComponent(wanted)}`);
  const [found] = useHub<RoomList>(path);
  const options = (found.value?.rooms ?? []).map(({ id, name, siteName }) => [id, `${name} ${siteName}`] as const);
  return (
    <>
      <Field label={text.findRoom} name="findRoom" type="search" value={search} onChange={setSearch} />
      <Choose
        label={text.kinds.room ?? ""}
        name="grantScope"
        value={value}
        options={[["", text.choose], ...options]}
        onChange={onChange}
      />
    </>
  );
}
