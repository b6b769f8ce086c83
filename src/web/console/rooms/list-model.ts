import type { RoomList, ShownRoom } from "../../../protocol/hub/shown-room.ts";

/** Rooms are asked for in windows of so many. */
const windowSize = 100;

/** What a list shows. */
export interface ListQuery {
  search: string;
  /** A filter within the search; the counts are of the search alone. */
  only: string;
}

/** A list of any length, of which only windows are here. */
export interface KnownList {
  query: ListQuery;
  total: number;
  counts: Readonly<Record<string, number>>;
  /** Ids by place in the list; there are holes where nobody has looked. */
  ids: readonly (string | undefined)[];
  rooms: ReadonlyMap<string, ShownRoom>;
  /** Numbers of the windows that are as the hub last said; others are shown until they are read again. */
  fresh: ReadonlySet<number>;
}

/** Windows that hold these rows, as one stretch to ask for. */
export function stretchOf(first: number, end: number): { offset: number; limit: number } {
  const from = Math.floor(first / windowSize) * windowSize;
  return { offset: from, limit: Math.max(1, Math.ceil((end - from) / windowSize)) * windowSize };
}

/** What has to be asked for before these rows can be shown; null: nothing. */
export function missingFor(list: KnownList, first: number, end: number): { offset: number; limit: number } | null {
  const last = Math.min(end, list.total);
  const wanted = windowsOf(first, last).filter((window) => !list.fresh.has(window));
  const [from, to] = [wanted[0], wanted.at(-1)];
  if (from === undefined || to === undefined) return null;
  return { offset: from * windowSize, limit: (to - from + 1) * windowSize };
}

function windowsOf(first: number, end: number): number[] {
  const from = Math.floor(first / windowSize);
  return Array.from({ length: Math.max(0, Math.ceil(end / windowSize) - from) }, (_, at) => from + at);
}

/** The list after an answer. Another length than before means that the other windows are out of date. */
export function withAnswer(
  list: KnownList | null,
  query: ListQuery,
  offset: number,
  limit: number,
  answer: RoomList,
): KnownList {
  const before = list !== null && sameQuery(list.query, query) ? list : null;
  const { total, counts, rooms } = answer;
  const ids = (before?.ids ?? []).slice(0, total);
  const known = new Map(before?.rooms);
  rooms.forEach((room, at) => {
    ids[offset + at] = room.id;
    known.set(room.id, room);
  });
  const moved = before === null || before.total !== total || changesIn(before, offset, answer) > 0;
  const fresh = new Set(moved ? [] : before.fresh);
  for (const window of windowsOf(offset, Math.min(offset + limit, total))) fresh.add(window);
  return { query, total, counts, ids, rooms: known, fresh };
}

/** How many rooms come or go in these rows, or in the whole list: 0 when applying the answer moves nothing. */
export function changesIn(list: KnownList, offset: number, { total, rooms }: RoomList): number {
  const after = rooms.map(({ id }) => id);
  const before = list.ids.slice(offset, offset + Math.max(after.length, 1));
  const shown = new Set(before);
  const come = after.filter((id) => !shown.has(id)).length;
  const moved = after.some((id, at) => before[at] !== undefined && before[at] !== id) ? 1 : 0;
  const unseen = before.every((id) => id === undefined);
  return Math.max(unseen ? 0 : come, moved, Math.abs(total - list.total));
}

/** Rooms as they are now, each in its place. */
export function patched(list: KnownList, changed: readonly ShownRoom[]): KnownList {
  const known = changed.filter(({ id }) => list.rooms.has(id));
  if (known.length === 0) return list;
  const rooms = new Map(list.rooms);
  for (const room of known) rooms.set(room.id, room);
  return { ...list, rooms };
}

/** Everything has to be read again; what is there is shown until then. */
export const outdated = (list: KnownList): KnownList => ({ ...list, fresh: new Set() });

export function roomAt(list: KnownList, index: number): ShownRoom | undefined {
  const id = list.ids[index];
  return id === undefined ? undefined : list.rooms.get(id);
}

export const sameQuery = (a: ListQuery, b: ListQuery): boolean => a.search === b.search && a.only === b.only;

export const queryText = ({ search, only }: ListQuery): string => [search, only].filter(Boolean).join(" ");
