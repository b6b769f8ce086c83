import { HubError } from "../../domain/errors.ts";
import { readCsv, writeCsv } from "./csv.ts";
import { type FleetRoom, statusOf } from "./room-row.ts";

/** Rooms as a sheet: columns that can be changed and, in what is exported, some that only tell. */
const columns = ["id", "name", "site", "group", "building", "floor", "tags", "expected"] as const;
const telling = ["status", "software", "seen"] as const;

export function sheetOf(rooms: readonly FleetRoom[]): string {
  const rows = rooms.map((room) => [
    ...[room.id, room.name, room.siteName, room.groupName, room.building, room.floor],
    ...[room.tags.join(" "), room.expected.join(" ")],
    ...[statusOf(room), room.software, room.seenAt === null ? "" : new Date(room.seenAt).toISOString()],
  ]);
  return writeCsv([[...columns, ...telling], ...rows]);
}

/** A row that somebody wants; what the sheet has no column for is undefined, and stays. */
export interface WantedRoom {
  line: number;
  id: string | undefined;
  name: string | undefined;
  site: string | undefined;
  group: string | undefined;
  building: string | undefined;
  floor: string | undefined;
  tags: string[] | undefined;
  expected: string[] | undefined;
}

const mostRows = 10_000;
const longest = 200;

/**
 * Reads a sheet of rooms. Columns are found by their names in the first line; unknown ones are an error, so that a misspelt one
 * does not go unnoticed.
 * @throws HubError hub.invalid naming the line
 */
export function readSheet(text: string): WantedRoom[] {
  const [head, ...rows] = readCsv(text);
  if (head === undefined) throw new HubError("hub.invalid", "csv: it is empty; the first line names the columns");
  const names = head.cells.map((cell) => cell.trim().toLowerCase());
  const known: readonly string[] = [...columns, ...telling];
  const odd = names.find((name, at) => !known.includes(name) || names.indexOf(name) !== at);
  if (odd !== undefined || !(names.includes("name") || names.includes("id")))
    throw new HubError(
      "hub.invalid",
      `csv, line 1: columns are ${columns.join(", ")}, each once; found "${odd ?? ""}"`,
    );
  if (rows.length > mostRows) throw new HubError("hub.invalid", `csv: at most ${mostRows} rooms at once`);
  return rows.map(({ line, cells }) => wantedOf(line, names, cells));
}

function wantedOf(line: number, names: readonly string[], cells: readonly string[]): WantedRoom {
  if (cells.length > names.length)
    throw new HubError("hub.invalid", `csv, line ${line}: ${cells.length} values in ${names.length} columns`);
  const at = (name: string) => {
    const place = names.indexOf(name);
    const value = place < 0 ? undefined : (cells[place] ?? "").trim();
    if (value !== undefined && value.length > longest)
      throw new HubError("hub.invalid", `csv, line ${line}: ${name} is longer than ${longest} characters`);
    return value;
  };
  const list = (name: string) => at(name)?.split(/\s+/).filter(Boolean);
  const [id, name] = [at("id") || undefined, at("name")];
  if (id === undefined && !name) throw new HubError("hub.invalid", `csv, line ${line}: a new room needs a name`);
  return {
    ...{ line, id, name: name || undefined, site: at("site"), group: at("group") },
    ...{ building: at("building"), floor: at("floor"), tags: list("tags"), expected: list("expected") },
  };
}

/** What a sheet comes to. */
export interface SheetPlan {
  create: WantedRoom[];
  /** Rooms with at least one other value. */
  change: { room: FleetRoom; wanted: WantedRoom }[];
  unchanged: number;
  /** Names of places that are not there yet. */
  newSites: string[];
  newGroups: string[];
}

/**
 * Compares a sheet with the rooms that are there. A row without an id is the room of that name at that site, if there is one: the
 * same sheet twice makes no room twice.
 * @param known rooms that may be changed; sites and groups by lower-case name
 * @throws HubError hub.invalid naming the line
 */
export function planSheet(
  wanted: readonly WantedRoom[],
  known: readonly FleetRoom[],
  places: { sites: ReadonlySet<string>; groups: ReadonlySet<string> },
): SheetPlan {
  const byId = new Map(known.map((room) => [room.id, room]));
  const byName = Map.groupBy(known, (room) => keyOf(room.name, room.siteName));
  const seen = new Set<string>();
  const plan: SheetPlan = { create: [], change: [], unchanged: 0, newSites: [], newGroups: [] };
  for (const row of wanted) {
    const room = roomOf(row, byId, byName);
    const key = room?.id ?? keyOf(row.name ?? "", row.site ?? "");
    if (seen.has(key)) throw new HubError("hub.invalid", `csv, line ${row.line}: this room is in the sheet twice`);
    seen.add(key);
    if (room === undefined) plan.create.push(row);
    else if (differs(room, row)) plan.change.push({ room, wanted: row });
    else plan.unchanged += 1;
  }
  plan.newSites = missingFrom(
    places.sites,
    wanted.map((row) => row.site),
  );
  plan.newGroups = missingFrom(
    places.groups,
    wanted.map((row) => row.group),
  );
  return plan;
}

const keyOf = (name: string, site: string) => `${site.toLowerCase()}\n${name.toLowerCase()}`;

function roomOf(
  row: WantedRoom,
  byId: ReadonlyMap<string, FleetRoom>,
  byName: ReadonlyMap<string, FleetRoom[]>,
): FleetRoom | undefined {
  if (row.id !== undefined) {
    const room = byId.get(row.id);
    if (room === undefined) throw new HubError("hub.invalid", `csv, line ${row.line}: there is no room ${row.id}`);
    return room;
  }
  const named = byName.get(keyOf(row.name ?? "", row.site ?? "")) ?? [];
  if (named.length > 1)
    throw new HubError("hub.invalid", `csv, line ${row.line}: ${named.length} rooms have this name; give the id`);
  return named[0];
}

function differs(room: FleetRoom, row: WantedRoom): boolean {
  const texts = [
    [row.name, room.name],
    [row.site, room.siteName],
    [row.group, room.groupName],
    [row.building, room.building],
    [row.floor, room.floor],
    [row.tags?.join(" "), room.tags.join(" ")],
    [row.expected?.join(" "), room.expected.join(" ")],
  ] as const;
  return texts.some(([wants, has]) => wants !== undefined && wants !== has);
}

function missingFrom(there: ReadonlySet<string>, names: readonly (string | undefined)[]): string[] {
  const missing = names.filter((name) => name !== undefined && name !== "" && !there.has(name.toLowerCase()));
  return [...new Map(missing.map((name) => [name?.toLowerCase(), name as string])).values()].sort();
}
