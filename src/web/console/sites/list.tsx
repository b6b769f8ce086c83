import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PlaceCounts, ShownBuilding, ShownSite } from "../../../protocol/hub/shown-places.ts";
import { localeOf } from "../../shared/catalogue/index.ts";
import { Button } from "../../shared/components/button.tsx";
import { language } from "../../shared/language.ts";
import { numberText } from "../parts/number-text.ts";
import { at, may } from "../session.ts";
import { say } from "../words.ts";
import { Mark } from "./mark.tsx";
import { graveOf, type Scope, searchOf } from "./places-model.ts";
import { sitesWords } from "./words.ts";

const columns = ["rooms", "meeting", "idle", "offline", "fault"] as const;

interface ListProps {
  sites: ShownSite[];
  /** Key of the site whose buildings are shown; null: none. */
  open: string | null;
  onOpen: (site: string | null) => void;
  onEdit: (site: ShownSite) => void;
}

/** Rooms without a site have a row as well. */
const keyOf = (site: ShownSite): string => site.id ?? "none";

/** Sites, and of one its buildings and floors: how many rooms are in which state, each number a way to those rooms. */
export function SiteList({ sites, open, onOpen, onEdit }: ListProps) {
  const text = say(sitesWords);
  return (
    <table class="places">
      <thead>
        <tr>
          <th scope="col">{text.place}</th>
          {columns.map((column) => (
            <th key={column} scope="col" class="places-number">
              {text.columns[column]}
            </th>
          ))}
          {may("rooms:write") && <td />}
        </tr>
      </thead>
      {sites.map((site) => (
        <SiteRows
          key={keyOf(site)}
          {...{ site, onOpen, onEdit }}
          isOpen={open === keyOf(site)}
          scope={scopeOf(site, sites)}
        />
      ))}
    </table>
  );
}

interface SiteRowsProps {
  site: ShownSite;
  isOpen: boolean;
  onOpen: (site: string | null) => void;
  onEdit: (site: ShownSite) => void;
  scope: Scope;
}

function SiteRows({ site, isOpen, onOpen, onEdit, scope }: SiteRowsProps) {
  const text = say(sitesWords);
  const here = useRef<HTMLTableSectionElement>(null);
  // Chosen on the map: it comes into sight.
  useEffect(() => {
    if (isOpen) here.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  const name = site.id === null ? text.noSite : site.name;
  const hasInside = site.buildings.some((one) => one.name !== "" || one.floors.some((floor) => floor.name !== ""));
  return (
    <tbody ref={here} class={isOpen ? "places-site places-open" : "places-site"} data-site={keyOf(site)}>
      <Row scope={scope} counts={site.counts} edit={site.id !== null && <EditSite {...{ site, onEdit }} />}>
        <button
          type="button"
          class="places-toggle"
          aria-expanded={isOpen}
          aria-label={text.more(name)}
          disabled={!hasInside}
          onClick={() => onOpen(isOpen ? null : keyOf(site))}
        />
        <Mark grave={graveOf(site.counts)} />
        <span class="places-words">
          <a class="places-name" href={roomsOf(scope, "")}>
            {name}
          </a>
          <Beside site={site} />
        </span>
      </Row>
      {isOpen && site.buildings.map((building) => <Building key={building.name} {...{ building, scope }} />)}
    </tbody>
  );
}

function EditSite({ site, onEdit }: { site: ShownSite; onEdit: (site: ShownSite) => void }) {
  const text = say(sitesWords);
  return (
    <Button size="small" kind="plain" act="editSite" onPress={() => onEdit(site)}>
      {text.edit}
      <span class="unseen"> {site.name}</span>
    </Button>
  );
}

/** By name, which people can read; by id where several have it, whatever the case. */
function scopeOf({ id, name }: ShownSite, all: readonly ShownSite[]): Scope {
  const named = all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  return id !== null && named.length > 1 ? { site: name, siteId: id } : { site: name };
}

/** What else is to be said of a site. */
function Beside({ site }: { site: ShownSite }) {
  const text = say(sitesWords);
  const parts = [
    site.id !== null && (site.latitude === null || site.longitude === null) ? text.notOnMap : site.address,
    timeThere(site.zone),
    site.counts.never > 0 ? text.never(site.counts.never) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : <span class="places-beside">{parts.join(" · ")}</span>;
}

/** Empty for no zone, and for one that this browser does not know. */
function timeThere(zone: string): string {
  if (zone === "") return "";
  try {
    return new Intl.DateTimeFormat(localeOf[language.value], { timeStyle: "short", timeZone: zone }).format();
  } catch {
    return "";
  }
}

function Building({ building, scope }: { building: ShownBuilding; scope: Scope }) {
  const text = say(sitesWords);
  const inside = { ...scope, building: building.name };
  return (
    <>
      <Row scope={inside} counts={building.counts} level={1}>
        <Mark grave={graveOf(building.counts)} />
        <a class="places-name" href={roomsOf(inside, "")}>
          {building.name === "" ? text.noBuilding : text.building(building.name)}
        </a>
      </Row>
      {building.floors.map((floor) => (
        <Row key={floor.name} scope={{ ...inside, floor: floor.name }} counts={floor.counts} level={2}>
          <Mark grave={graveOf(floor.counts)} />
          <a class="places-name" href={roomsOf({ ...inside, floor: floor.name }, "")}>
            {floor.name === "" ? text.noFloor : text.floor(floor.name)}
          </a>
        </Row>
      ))}
    </>
  );
}

interface RowProps {
  scope: Scope;
  counts: PlaceCounts;
  level?: 0 | 1 | 2;
  edit?: ComponentChildren;
  children: ComponentChildren;
}

function Row({ scope, counts, level = 0, edit, children }: RowProps) {
  return (
    <tr class={`places-row places-level-${level}`}>
      <th scope="row">
        <span class="places-place">{children}</span>
      </th>
      {columns.map((column) => (
        <td key={column} class={`places-number places-${column}`}>
          <Count count={counts[column]} href={roomsOf(scope, column === "rooms" ? "" : column)} />
        </td>
      ))}
      {may("rooms:write") && <td class="places-edit">{edit}</td>}
    </tr>
  );
}

function Count({ count, href }: { count: number; href: string }) {
  if (count === 0) return <span class="places-zero">0</span>;
  return <a href={href}>{numberText(count)}</a>;
}

const roomsOf = (scope: Scope, state: string) => at(`/rooms?search=${encodeURIComponent(searchOf(scope, state))}`);
