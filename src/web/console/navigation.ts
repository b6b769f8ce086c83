import { signal } from "@preact/signals";

/** Where the console is: what the browser's address says. Everything that is shown can be reached by its address. */
export interface Place {
  /** Parts of the path, decoded: `/o/acme/rooms/r1` is `["o", "acme", "rooms", "r1"]`. */
  parts: string[];
  search: URLSearchParams;
  /** Behind `#`, decoded; the hub never gets it. */
  hash: string;
}

export const place = signal<Place>(read());

function read(): Place {
  const { pathname, search, hash } = location;
  const parts = pathname.split("/").filter((part) => part !== "");
  return { parts: parts.map(decoded), search: new URLSearchParams(search), hash: decoded(hash.slice(1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Goes to an address of the console. @param replace leaves no step back to where it was */
export function go(address: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  place.value = read();
}

/** Changes parts of the query, such as a search, without a step back for each letter. Empty text takes one out. */
export function setQuery(changes: Record<string, string>): void {
  const { search } = place.peek();
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  go(`${location.pathname}${text === "" ? "" : `?${text}`}`, { replace: true });
}

/** Links within the console load no new document; those with a key held, and those to files, are the browser's. */
export function followLinks(): void {
  addEventListener("popstate", () => {
    place.value = read();
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest("a");
    if (link === null || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return;
    if (link.pathname.startsWith("/api/")) return;
    event.preventDefault();
    go(`${link.pathname}${link.search}${link.hash}`);
    scrollTo(0, 0);
  });
}
