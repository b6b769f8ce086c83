import type { Clock } from "../../../platform/clock.ts";
import type { Log } from "../../../platform/log.ts";
import { SourceError } from "../source.ts";
import { bodies, type DavClient, type DavResponse, names } from "./dav.ts";
import { escapeXml, find } from "./xml.ts";

interface Resource {
  etag: string;
  bytes: Uint8Array;
}

interface Changes {
  /** Etags by address of what is new or different; null etag: not told. */
  changed: Map<string, string>;
  gone: string[];
  /** True when `changed` is all there is. */
  complete: boolean;
}

/** Addresses asked for at once: some servers cut longer lists and still say success. */
const batch = 50;
/** More than the calendar of any room has. */
const maxResources = 20_000;
/** How often everything is compared, whatever the server reported: sync tokens are not reliable everywhere. */
const compareEveryMs = 24 * 3_600_000;
/** Rounds of one sync that a server may ask for by truncating its answers. */
const maxRounds = 50;

/** A copy of a CalDAV collection, kept up to date with as little as possible. */
export class Collection {
  readonly url: string;
  readonly #client: DavClient;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #resources = new Map<string, Resource>();
  #syncToken: string | null = null;
  /** The server has shown that it has no sync-collection. */
  #noSync = false;
  #tag: string | null = null;
  #comparedAt = Number.NEGATIVE_INFINITY;
  #version = 0;
  skewMs: number | null = null;

  constructor(url: string, client: DavClient, clock: Clock, log: Log) {
    this.url = url;
    this.#client = client;
    this.#clock = clock;
    this.#log = log;
  }

  /** Grows with each change. */
  get version(): number {
    return this.#version;
  }

  parts(): { name: string; bytes: Uint8Array }[] {
    return [...this.#resources].map(([url, { bytes }]) => ({ name: new URL(url).pathname, bytes }));
  }

  entries(): { url: string; etag: string; text: string }[] {
    const decoder = new TextDecoder();
    return [...this.#resources].map(([url, { etag, bytes }]) => ({ url, etag, text: decoder.decode(bytes) }));
  }

  /** Brings the copy up to date. @throws SourceError */
  async update(signal: AbortSignal): Promise<void> {
    const changes = await this.#changes(signal);
    if (changes === null) return;
    try {
      await this.#apply(changes, signal);
    } catch (error) {
      // Told, but not fetched: everything is compared next time.
      this.#syncToken = null;
      this.#tag = null;
      throw error;
    }
  }

  async #apply(changes: Changes, signal: AbortSignal): Promise<void> {
    for (const url of changes.gone) this.#drop(url);
    if (changes.complete) {
      for (const url of [...this.#resources.keys()]) if (!changes.changed.has(url)) this.#drop(url);
    }
    const wanted = [...changes.changed].filter(([url, etag]) => etag === "" || this.#resources.get(url)?.etag !== etag);
    if (wanted.length > maxResources) {
      throw new SourceError("calendar.unreadable", `the calendar has more than ${maxResources} entries`);
    }
    for (let index = 0; index < wanted.length; index += batch) {
      await this.#fetch(
        wanted.slice(index, index + batch).map(([url]) => url),
        signal,
      );
    }
  }

  /** What changed since last time; null when nothing did. */
  async #changes(signal: AbortSignal): Promise<Changes | null> {
    const due = this.#clock.now() - this.#comparedAt >= compareEveryMs;
    if (this.#syncToken !== null && !due) {
      const changes = await this.#tried(() => this.#sync(signal));
      if (changes !== null) return changes;
    }
    return await this.#compare(signal, due);
  }

  /** Everything there is, by its etags. Without sync-collection the collection's tag says whether that is needed. */
  async #compare(signal: AbortSignal, due: boolean): Promise<Changes | null> {
    const tags = (await this.#client.propfind(this.url, 0, bodies.tags, signal)).responses[0];
    const tag = tags === undefined ? "" : (find(tags.prop, names.ctag)?.text.trim() ?? "");
    if (this.#noSync && !due && tag !== "" && tag === this.#tag) return null;
    if (!this.#noSync) {
      // A first sync lists everything and gives the token to go on from.
      this.#syncToken = "";
      const changes = await this.#tried(() => this.#sync(signal));
      if (changes !== null) return this.#compared(tag, { ...changes, complete: true });
      this.#noSync = true;
    }
    const listing = await this.#client.propfind(this.url, 1, bodies.list, signal);
    this.skewMs = listing.skewMs ?? this.skewMs;
    const changed = new Map(
      listing.responses.filter((one) => this.#isResource(one)).map((one) => [one.url, etagOf(one)]),
    );
    return this.#compared(tag, { changed, gone: [], complete: true });
  }

  #compared(tag: string, changes: Changes): Changes {
    this.#tag = tag;
    this.#comparedAt = this.#clock.now();
    return changes;
  }

  /** Null when the server cannot sync (any more): tokens are forgotten, or never were. Other troubles are thrown. */
  async #tried(run: () => Promise<Changes>): Promise<Changes | null> {
    try {
      return await run();
    } catch (error) {
      this.#syncToken = null;
      if (!(error instanceof SourceError)) throw error;
      const { status, retryAfterMs } = error;
      if (status === 401 || status === 429 || retryAfterMs !== null) throw error;
      if (status === null && error.code === "calendar.unreachable") throw error;
      this.#log.info("calendar sync refused; comparing everything", { url: this.url, message: error.message });
      return null;
    }
  }

  async #sync(signal: AbortSignal): Promise<Changes> {
    const changes: Changes = { changed: new Map(), gone: [], complete: false };
    for (let round = 0; round < maxRounds; round++) {
      const body = bodies.sync(escapeXml(this.#syncToken ?? ""));
      const answer = await this.#client.report(this.url, 0, body, signal);
      this.skewMs = answer.skewMs ?? this.skewMs;
      let truncated = false;
      for (const response of answer.responses) {
        if (response.status === 507) truncated = true;
        else if (response.status === 404) {
          changes.changed.delete(response.url);
          changes.gone.push(response.url);
        } else if (this.#isResource(response)) changes.changed.set(response.url, etagOf(response));
      }
      if (answer.syncToken === null || answer.syncToken === "") {
        throw new SourceError("calendar.unreadable", "the server gave no sync token", { status: 500 });
      }
      this.#syncToken = answer.syncToken;
      if (!truncated) return changes;
    }
    throw new SourceError("calendar.unreadable", "the server never ends its list of changes", { status: 500 });
  }

  async #fetch(urls: string[], signal: AbortSignal): Promise<void> {
    const hrefs = urls.map((url) => `<href>${escapeXml(new URL(url).pathname)}</href>`).join("");
    const answer = await this.#client.report(this.url, 1, bodies.multiget(hrefs), signal);
    const missing = new Set(urls);
    for (const response of answer.responses) {
      const data = find(response.prop, names.data);
      if (response.status === 404) {
        missing.delete(response.url);
        this.#drop(response.url);
      } else if (data !== undefined && missing.delete(response.url)) {
        this.#keep(response.url, etagOf(response), new TextEncoder().encode(data.text));
      }
    }
    // What the server left out although it was asked for is fetched one by one.
    for (const url of missing) {
      const resource = await this.#client.get(url, signal);
      if (resource === null) this.#drop(url);
      else this.#keep(url, resource.etag, resource.bytes);
    }
  }

  #keep(url: string, etag: string, bytes: Uint8Array): void {
    this.#resources.set(url, { etag, bytes });
    this.#version++;
  }

  #drop(url: string): void {
    if (this.#resources.delete(url)) this.#version++;
  }

  /** Not the collection itself nor one inside it. */
  #isResource({ url, prop, status }: DavResponse): boolean {
    if (status >= 400 || url.endsWith("/")) return false;
    return find(prop, names.resourceType, names.collection) === undefined;
  }
}

const etagOf = ({ prop }: DavResponse) => find(prop, names.etag)?.text.trim() ?? "";
