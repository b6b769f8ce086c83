import type { Language } from "../../../domain/room-state.ts";
import { catalogues } from "../../shared/catalogue/index.ts";
import { Button } from "../../shared/components/button.tsx";
import { Icon } from "../../shared/components/icon.tsx";
import { language } from "../../shared/language.ts";
import { go } from "../navigation.ts";
import { Choose } from "../parts/field.tsx";
import { chooseLanguage, chooseTheme, type Theme, theme } from "../preferences.ts";
import { sections } from "../sections.ts";
import { at, may, organisation, type Session, signOut } from "../session.ts";
import { say } from "../words.ts";
import { frameWords } from "./words.ts";

interface MenuProps {
  me: Extract<Session, { kind: "in" }>["me"];
  /** Id of the section that is shown. */
  current: string;
}

/** Where one can go, as what, and how the console looks. */
export function Menu({ me, current }: MenuProps) {
  const text = say(frameWords);
  const offered = sections.filter(({ permission }) => permission === "" || may(permission));
  return (
    <nav class="menu" aria-label={text.menu}>
      <p class="menu-brand">Roomkeeper</p>
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
    </nav>
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

/** Language and colours, also for somebody who is not signed in yet. */
export function Preferences() {
  const text = say(frameWords);
  const themes: Theme[] = ["system", "light", "dark"];
  return (
    <div class="preferences">
      <Choose
        label={text.language}
        name="language"
        value={language.value}
        options={Object.entries(catalogues).map(([id, { languageName }]) => [id, languageName])}
        onChange={(chosen) => chooseLanguage(chosen as Language)}
      />
      <Choose
        label={text.colours}
        name="theme"
        value={theme.value}
        options={themes.map((one) => [one, text.themes[one]])}
        onChange={(chosen) => chooseTheme(chosen as Theme)}
      />
    </div>
  );
}
