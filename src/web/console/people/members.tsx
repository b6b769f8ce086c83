import { useState } from "preact/hooks";
import type { ShownPerson } from "../../../protocol/hub/shown-people.ts";
import { Button } from "../../shared/components/button.tsx";
import { Sheet } from "../../shared/components/sheet.tsx";
import { useChange, useHub } from "../hub/use-hub.ts";
import { Confirmed } from "../parts/confirmed.tsx";
import { Choose, Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Loaded } from "../parts/loaded.tsx";
import { SecretOnce } from "../parts/secret-once.tsx";
import { api, may, organisation, session } from "../session.ts";
import { say } from "../words.ts";
import { givenBy, linkOf, mayChange } from "./people-model.ts";
import { peopleWords } from "./words.ts";

interface Link {
  who: string;
  secret: string;
}

/** Who belongs to the organisation, with which role; invitations. */
export function Members() {
  const text = say(peopleWords);
  const [answer, again] = useHub<ShownPerson[]>(api("/people"));
  const [link, setLink] = useState<Link | null>(null);
  return (
    <>
      {link !== null && (
        <SecretOnce
          title={text.linkTitle}
          hint={text.linkHint(link.who)}
          secret={linkOf(location.origin, link.secret)}
          onDone={() => setLink(null)}
        />
      )}
      <Loaded answer={answer} again={again}>
        {(people) => <Table people={people} again={again} onLink={setLink} />}
      </Loaded>
      {may("people:write") && <Invite onLink={setLink} />}
    </>
  );
}

/** More than one look takes in. */
const fewPeople = 15;

interface TableProps {
  people: ShownPerson[];
  again: () => void;
  onLink: (link: Link) => void;
}

function Table({ people, again, onLink }: TableProps) {
  const text = say(peopleWords);
  const [search, setSearch] = useState("");
  const fitting = found(people, search, text.roles);
  return (
    <div class="card table-scroll">
      {people.length > fewPeople && (
        <Field label={text.findPerson} name="findPerson" type="search" value={search} onChange={setSearch} />
      )}
      <table class="table people-table">
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            <th scope="col">{text.email}</th>
            <th scope="col">{text.role}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {fitting.map((person) => (
            <Row key={person.id} person={person} again={again} onLink={onLink} />
          ))}
        </tbody>
      </table>
      {fitting.length === 0 && <p class="quiet">{text.nobody}</p>}
    </div>
  );
}

function found(people: ShownPerson[], search: string, roleNames: Record<string, string>): ShownPerson[] {
  const wanted = search.trim().toLowerCase();
  return people.filter(({ name, email, role }) =>
    `${name} ${email} ${roleNames[role] ?? role}`.toLowerCase().includes(wanted),
  );
}

interface RowProps {
  person: ShownPerson;
  again: () => void;
  onLink: (link: Link) => void;
}

function Row({ person, again, onLink }: RowProps) {
  const text = say(peopleWords);
  const { id, name, email, role } = person;
  const now = session.value;
  const isMe = now.kind === "in" && now.me.id === id;
  const allowed = may("people:write") && mayChange(organisation.value?.role ?? "", role);
  const path = api(`/people/${encodeURIComponent(id)}`);
  return (
    <tr data-person={email}>
      <td>
        <strong>{name}</strong> {isMe && <span class="quiet">({text.you})</span>}
      </td>
      <td>{email}</td>
      <td>{text.roles[role] ?? role}</td>
      <td class="table-act">
        {allowed && (
          <div class="acts">
            <ChangeRole person={person} path={path} onDone={again} />
            <Confirmed<{ secret: string }>
              act="resetPerson"
              label={text.reset}
              question={text.resetQuestion(name)}
              consequence={text.resetConsequence}
              method="POST"
              path={`${path}/reset`}
              onDone={({ secret }) => onLink({ who: name, secret })}
            />
            <Confirmed
              act="removePerson"
              label={text.remove}
              takesAway
              question={text.removeQuestion(name)}
              consequence={text.removeConsequence}
              method="DELETE"
              path={path}
              onDone={again}
            />
          </div>
        )}
      </td>
    </tr>
  );
}

function ChangeRole({ person, path, onDone }: { person: ShownPerson; path: string; onDone: () => void }) {
  const text = say(peopleWords);
  const [open, setOpen] = useState(false);
  const [role, setRole] = useState(person.role);
  const { busy, problem, send } = useChange();
  const save = async () => {
    if ((await send("PATCH", path, { role })) === null) return;
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Button size="small" act="changeRole" onPress={() => setOpen(true)}>
        {text.changeRole}
      </Button>
      {open && (
        <Sheet title={`${text.changeRole}: ${person.name}`} onClose={() => setOpen(false)}>
          <Form
            label={text.save}
            act="saveRole"
            busy={busy}
            problem={problem}
            incomplete={role === person.role}
            onSend={() => void save()}
          >
            <RoleField role={role} name="newRole" onChange={setRole} />
          </Form>
        </Sheet>
      )}
    </>
  );
}

function RoleField({ role, name, onChange }: { role: string; name: string; onChange: (role: string) => void }) {
  const text = say(peopleWords);
  return (
    <Choose
      label={text.role}
      name={name}
      value={role}
      hint={text.roleHints[role] ?? ""}
      options={givenBy(organisation.value?.role ?? "").map((one) => [one, text.roles[one] ?? one])}
      onChange={onChange}
    />
  );
}

function Invite({ onLink }: { onLink: (link: Link) => void }) {
  const text = say(peopleWords);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("viewer");
  const { busy, problem, send } = useChange();
  const invite = async () => {
    const answer = await send<{ secret: string }>("POST", api("/people"), { email: email.trim(), role });
    if (answer === null) return;
    onLink({ who: email.trim(), secret: answer.value.secret });
    setEmail("");
    scrollTo(0, 0);
  };
  return (
    <section class="card">
      <h2>{text.inviteTitle}</h2>
      <Form
        label={text.invite}
        act="invite"
        icon="plus"
        busy={busy}
        problem={problem}
        incomplete={!email.includes("@")}
        onSend={() => void invite()}
      >
        <div class="form-grid">
          <Field label={text.email} name="email" type="email" maxLength={300} value={email} onChange={setEmail} />
          <RoleField role={role} name="role" onChange={setRole} />
        </div>
      </Form>
    </section>
  );
}
