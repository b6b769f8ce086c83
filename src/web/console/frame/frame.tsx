import { useEffect, useRef } from "preact/hooks";
import { place } from "../navigation.ts";
import { Empty } from "../parts/empty.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { onlyForWords } from "../parts/only-for.tsx";
import { type Section, sections } from "../sections.ts";
import { at, may, organisation, type Session } from "../session.ts";
import { say } from "../words.ts";
import { Lazy } from "./lazy.tsx";
import { Menu } from "./menu.tsx";
import { frameWords } from "./words.ts";
import "./frame.css";

/** Menu and page. */
export function Frame({ me }: { me: Extract<Session, { kind: "in" }>["me"] }) {
  const text = say(frameWords);
  const content = useRef<HTMLElement>(null);
  const id = sectionNow();
  useBeginning(content, `${id} ${oneNow(id)}`);
  useEffect(() => {
    document.title = id in text.sections ? `${text.sections[id as Section["id"]]} · Roomkeeper` : "Roomkeeper";
  }, [id, text]);
  return (
    <div class="frame">
      <button type="button" class="skip" onClick={() => content.current?.focus()}>
        {text.skip}
      </button>
      <Menu me={me} current={id} />
      <main class="content" id="content" tabIndex={-1} ref={content}>
        <Page id={id} />
      </main>
    </div>
  );
}

/** A page that follows another one starts where it begins, with the keyboard, too; the first one is where the browser put it. */
function useBeginning(content: { current: HTMLElement | null }, page: string): void {
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [page]);
}

/** `/o/acme/rooms/r1` is of "rooms"; `/` and `/o/acme` are of the first page of one's menu; `/claim#…` is what a room's code leads to. */
function sectionNow(): string {
  const { parts } = place.value;
  const home = sections.find(({ permission }) => permission === "" || may(permission))?.id ?? "";
  if (parts[0] === "claim") return "claim";
  return parts[0] === "o" ? (parts[2] ?? home) : parts.length === 0 ? home : "";
}

/** Which single thing the address names, where those of a section have a page of their own; empty: the section. */
function oneNow(id: string): string {
  const section = sections.find((one) => one.id === id);
  return section?.loadOne === undefined ? "" : (place.value.parts[3] ?? "");
}

function Page({ id }: { id: string }) {
  const text = say(frameWords);
  if (organisation.value === null)
    return <Empty icon="people" title={text.noOrganisation} hint={text.noOrganisationHint} />;
  const section = sections.find((one) => one.id === id);
  if (section === undefined)
    return (
      <Empty icon="info" title={text.nothingHere} hint={text.nothingHereHint}>
        <LinkButton href={at("/")} kind="primary">
          {text.toFirst}
        </LinkButton>
      </Empty>
    );
  if (section.permission !== "" && !may(section.permission))
    return <Empty icon="lock" title={text.notYours} hint={onlyForWords(section.permission) || text.notYoursHint} />;
  const one = oneNow(id);
  return (
    <Lazy
      key={`${organisation.value.id} ${id} ${one}`}
      load={(one !== "" && section.loadOne) || section.load}
      next={one === "" ? section.loadOne : undefined}
      props={{ rest: place.value.parts.slice(3) }}
    />
  );
}
