import { signal } from "@preact/signals";
import type { RoomList as ListAnswer, ShownRoom } from "../../../protocol/hub/shown-room.ts";
import { type Answer, ask, type Problem } from "../hub/ask.ts";
import { api } from "../session.ts";
import {
  changesIn,
  type KnownList,
  type ListQuery,
  missingFor,
  outdated,
  patched,
  sameQuery,
  stretchOf,
  withAnswer,
} from "./list-model.ts";

/** Letters typed one after the other ask once. */
const typingMs = 40;
/** While rooms change, their order is read again so often at most. */
const readAgainMs = 2_000;

export type Fetch = (query: ListQuery, offset: number, limit: number, stop: AbortSignal) => Promise<Answer<ListAnswer>>;

const fromHub: Fetch = (query, offset, limit, stop) => {
  const asked = new URLSearchParams({ ...query, offset: String(offset), limit: String(Math.min(limit, 1000)) });
  return ask("GET", `${api("/rooms")}?${asked}`, undefined, stop);
};

/**
 * The list of rooms as the hub filters it. Rows are patched in place as rooms change; which rooms there are, and where, is read again
 * at most every two seconds and shown at once only while nobody points at the list.
 */
export class RoomList {
  /** Null until the first answer. */
  readonly shown = signal<KnownList | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Rooms that came, went or moved and are not shown yet, as somebody points at the list. */
  readonly held = signal(0);
  #fetch: Fetch;
  #query: ListQuery = { search: "", only: "" };
  #range: [number, number] = [0, 50];
  #busy = false;
  #waiting: { offset: number; limit: number; answer: ListAnswer } | null = null;
  #asking = new AbortController();
  #looking = new AbortController();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(fetchRooms: Fetch = fromHub) {
    this.#fetch = fetchRooms;
  }

  /** Another search: the newest wins, and what was shown stays until it is answered. */
  ask(query: ListQuery): void {
    const first = this.shown.peek() === null && !this.#timers.has("typing");
    if (!first && sameQuery(query, this.#query)) return;
    this.#query = query;
    this.#asking.abort();
    this.#looking.abort();
    this.#forgetHeld();
    this.#after("typing", first ? 0 : typingMs, () => void this.#begin());
  }

  async #begin(): Promise<void> {
    this.#range = [0, Math.max(1, this.#range[1] - this.#range[0])];
    await this.#read(stretchOf(...this.#range), "asking");
  }

  /** Rows that are about to be seen. */
  look(first: number, end: number): void {
    this.#range = [first, Math.max(end, first + 1)];
    const list = this.shown.peek();
    if (list === null || !sameQuery(list.query, this.#query)) return;
    const missing = missingFor(list, first, end);
    if (missing !== null) this.#after("looking", typingMs, () => void this.#read(missing, "looking"));
  }

  /** Rooms as they are now. */
  patch(rooms: readonly ShownRoom[]): void {
    const list = this.shown.peek();
    if (list !== null) this.shown.value = patched(list, rooms);
    this.readAgain();
  }

  /** Soon, and not too often. */
  readAgain(): void {
    if (!this.#timers.has("again")) this.#after("again", readAgainMs, () => void this.#refresh());
  }

  /** Somebody points at the list or is in it with the keyboard: nothing moves. */
  hold(busy: boolean): void {
    this.#busy = busy;
    if (!busy) this.showHeld();
  }

  showHeld(): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    this.#forgetHeld();
    this.#apply(waiting.offset, waiting.limit, waiting.answer);
  }

  /** Asks again after a refusal. */
  again(): void {
    void this.#read(stretchOf(...this.#range), "asking");
  }

  stop(): void {
    this.#asking.abort();
    this.#looking.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #read({ offset, limit }: { offset: number; limit: number }, what: "asking" | "looking"): Promise<void> {
    const stop = new AbortController();
    if (what === "asking") {
      this.#asking.abort();
      this.#asking = stop;
    } else {
      this.#looking.abort();
      this.#looking = stop;
    }
    const answer = await this.#fetch(this.#query, offset, limit, stop.signal);
    if (stop.signal.aborted) return;
    this.problem.value = answer.kind === "refused" ? answer.problem : null;
    if (answer.kind === "done") this.#apply(offset, limit, answer.value);
  }

  async #refresh(): Promise<void> {
    const { offset, limit } = stretchOf(...this.#range);
    const stop = this.#asking.signal;
    const answer = await this.#fetch(this.#query, offset, limit, stop);
    const list = this.shown.peek();
    if (stop.aborted || answer.kind === "refused" || list === null) return;
    const changes = changesIn(list, offset, answer.value);
    if (changes === 0 || !this.#busy) return this.#apply(offset, limit, answer.value);
    const { counts, rooms } = answer.value;
    this.shown.value = { ...patched(list, rooms), counts };
    this.#waiting = { offset, limit, answer: answer.value };
    this.held.value = changes;
  }

  #apply(offset: number, limit: number, answer: ListAnswer): void {
    this.#forgetHeld();
    this.shown.value = withAnswer(this.shown.peek(), this.#query, offset, limit, answer);
    this.look(...this.#range);
  }

  #forgetHeld(): void {
    this.#waiting = null;
    this.held.value = 0;
  }

  #after(name: string, ms: number, run: () => void): void {
    clearTimeout(this.#timers.get(name));
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      run();
    }, ms);
    this.#timers.set(name, timer);
  }

  /** Before the live stream came, or after a break of it, anything may have changed; also what an answer on its way does not know. */
  outdate(): void {
    const list = this.shown.peek();
    if (list !== null) this.shown.value = outdated(list);
    this.readAgain();
  }
}
