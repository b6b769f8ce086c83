import { useEffect, useState } from "preact/hooks";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { go } from "../navigation.ts";
import { Choose } from "../parts/field.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import { sections } from "../sections.ts";
import { at, may, organisation, type Session, signOut } from "../session.ts";
import { say } from "../words.ts";
import { Preferences } from "./preferences.tsx";
import { frameWords } from "./words.ts";

interface MenuProps {
  me: Extract<Session, { kind: "in" }>["me"];
  /** Id of the section that is shown. */
  current: string;
}

/** Where one can go, as what, and how the console looks. On a phone it is opened by a button, so that the page comes first. */
export function Menu({ me, current }: MenuProps) {
  const text = say(frameWords);
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  // What was chosen is what one wants to see.
  useEffect(() => setOpen(false), [current]);
  return (
    <nav class="menu" aria-label={text.menu}>
      <div class="menu-top">
        <p class="menu-brand">Roomkeeper</p>
        {narrow && (
          <button type="button" class="menu-open" data-act="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
            {text.menu}
          </button>
        )}
      </div>
      {(open || !narrow) && <Inside me={me} current={current} />}
    </nav>
  );
}

function Inside({ me, current }: MenuProps) {
  const text = say(frameWords);
  const offered = sections.filter(({ permission }) => permission === "" || may(permission));
  return (
    <>
      <OrganisationChoice organisations={me.organisations} />
      <ul class="menu-list">
        {offered.map(({ id, icon }) => (
          <li key={id}>
            <a class="menu-link" href={at(`/${id}`)} aria-current={id === current ? "page" : undefined}>
              <Icon name={icon} size={18} />
              <span>{text.sections[id]}</span>
            </a>
          </li>
        ))}
      </ul>
      <div class="menu-foot">
        <p class="menu-person">{me.name}</p>
        <Preferences />
        <Button kind="plain" size="small" icon="leave" act="signOut" onPress={() => void signOut()}>
          {text.signOut}
        </Button>
      </div>
    </>
  );
}

function OrganisationChoice({ organisations }: { organisations: { id: string; name: string }[] }) {
  const text = say(frameWords);
  const now = organisation.value;
  if (organisations.length < 2) return <p class="menu-organisation">{now?.name ?? ""}</p>;
  return (
    <Choose
      label={text.organisation}
      name="organisation"
      value={now?.id ?? ""}
      options={organisations.map(({ id, name }) => [id, name])}
      onChange={(id) => go(`/o/${encodeURIComponent(id)}/rooms`)}
    />
  );
}
