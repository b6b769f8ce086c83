import { signal } from "@preact/signals";
import type { ListQuery } from "./list-model.ts";
import type { RoomsWords } from "./words.ts";

/** A search with a name, kept in this browser. */
export interface KeptView extends ListQuery {
  name: string;
}

/** Views that everybody has. */
export const givenViews: readonly (ListQuery & { id: keyof RoomsWords["givenViews"] })[] = [
  { id: "all", search: "", only: "" },
  { id: "trouble", search: "trouble", only: "" },
  { id: "offline", search: "offline", only: "" },
  { id: "missing", search: "missing", only: "" },
  { id: "drift", search: "drift", only: "" },
  { id: "never", search: "never", only: "" },
];

const key = "roomkeeper-views";
const most = 30;

export const keptViews = signal<readonly KeptView[]>(readViews(() => localStorage.getItem(key)));

/** Reads what is kept; anything that is not a view is left out. @param read may throw: a browser may forbid storage */
function readViews(read: () => string | null): KeptView[] {
  try {
    const kept: unknown = JSON.parse(read() ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView).slice(0, most) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is KeptView {
  const { name, search, only } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof name === "string" && typeof search === "string" && typeof only === "string";
}

/** One of the same name is replaced. */
export function keepView(view: KeptView): void {
  store([...keptViews.value.filter(({ name }) => name !== view.name), view].slice(-most));
}

export function removeView(name: string): void {
  store(keptViews.value.filter((view) => view.name !== name));
}

function store(views: readonly KeptView[]): void {
  keptViews.value = views;
  try {
    localStorage.setItem(key, JSON.stringify(views));
  } catch {
    // Storage is forbidden: then the views last as long as the page.
  }
}

/** Where a view is found. */
export function viewAddress({ search, only }: ListQuery): string {
  const query = new URLSearchParams({
    ...(search === "" ? {} : { search }),
    ...(only === "" ? {} : { only }),
  }).toString();
  return query === "" ? "/rooms" : `/rooms?${query}`;
}
