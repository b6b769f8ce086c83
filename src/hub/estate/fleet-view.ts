import { readQuery } from "./query.ts";
import type { FleetRoom } from "./room-row.ts";
import { statusOf, troubleOf } from "./room-row.ts";

export type ViewListener = (room: FleetRoom, before: FleetRoom | null) => void;

export interface Listing {
  total: number;
  counts: Record<string, number>;
  rooms: FleetRoom[];
}

export interface ListQuery {
  /** See query.ts. */
  search: string;
  /** A second search within the first: the counts are of the first alone. */
  only?: string;
  offset: number;
  limit: number;
  /** Rooms that the asker may see; the organisation's own rules come before this. */
  visible?: (room: FleetRoom) => boolean;
}

/** Every room with what is known of it now, in memory: lists of thousands are answered without the database. */
export class FleetView {
  readonly #organisations = new Map<string, Map<string, FleetRoom>>();
  readonly #byId = new Map<string, FleetRoom>();
  readonly #sorted = new Map<string, FleetRoom[]>();
  readonly #listeners = new Set<ViewListener>();

  /** @returns how to stop listening */
  onChange(listener: ViewListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** A new room, or other base data of a known one; what it last said stays. */
  put(room: FleetRoom): void {
    const before = this.#byId.get(room.id) ?? null;
    if (before !== null && before.organisation !== room.organisation) this.remove(room.id);
    const own = this.#organisations.get(room.organisation) ?? new Map<string, FleetRoom>();
    this.#organisations.set(room.organisation, own.set(room.id, room));
    this.#byId.set(room.id, room);
    if (before === null || before.name !== room.name) this.#sorted.delete(room.organisation);
    else this.#replaceSorted(before, room);
    for (const listener of this.#listeners) listener(room, before);
  }

  /** Changes some of a room; unknown ids are ignored (the room was removed). */
  update(id: string, change: Partial<FleetRoom>): void {
    const before = this.#byId.get(id);
    if (before !== undefined) this.put({ ...before, ...change });
  }

  remove(id: string): void {
    const room = this.#byId.get(id);
    if (room === undefined) return;
    this.#byId.delete(id);
    this.#organisations.get(room.organisation)?.delete(id);
    this.#sorted.delete(room.organisation);
  }

  /** Undefined for unknown ids and for those of other organisations alike. */
  get(organisation: string, id: string): FleetRoom | undefined {
    return this.#organisations.get(organisation)?.get(id);
  }

  /** For the hub's own use, where the id came from a certificate. */
  byId(id: string): FleetRoom | undefined {
    return this.#byId.get(id);
  }

  all(organisation: string): FleetRoom[] {
    const known = this.#sorted.get(organisation);
    if (known !== undefined) return known;
    const rooms = [...(this.#organisations.get(organisation)?.values() ?? [])];
    rooms.sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
    this.#sorted.set(organisation, rooms);
    return rooms;
  }

  everything(): Iterable<FleetRoom> {
    return this.#byId.values();
  }

  list(organisation: string, query: ListQuery): Listing {
    const fits = readQuery(query.search);
    const wanted = readQuery(query.only ?? "");
    const counts: Record<string, number> = { never: 0, offline: 0, meeting: 0, idle: 0, fault: 0 };
    const found: FleetRoom[] = [];
    for (const room of this.all(organisation)) {
      if (query.visible?.(room) === false || !fits(room)) continue;
      if (wanted(room)) found.push(room);
      const status = statusOf(room);
      counts[status] = (counts[status] ?? 0) + 1;
      if (troubleOf(room) !== null) counts.fault = (counts.fault ?? 0) + 1;
    }
    return { total: found.length, counts, rooms: found.slice(query.offset, query.offset + query.limit) };
  }

  /** Keeps the order when only what is not sorted by has changed; found by halving, as the list is long. */
  #replaceSorted(before: FleetRoom, room: FleetRoom): void {
    const list = this.#sorted.get(room.organisation);
    if (list === undefined) return;
    let [low, high] = [0, list.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = list[middle] as FleetRoom;
      const order = collator.compare(at.name, before.name) || (at.id < before.id ? -1 : at.id > before.id ? 1 : 0);
      if (order === 0) {
        list[middle] = room;
        return;
      }
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    this.#sorted.delete(room.organisation);
  }
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
