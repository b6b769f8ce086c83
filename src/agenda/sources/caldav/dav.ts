import { basicAuthorization } from "../authorization.ts";
import { exchange, hostOf, textOfAnswer } from "../http.ts";
import { type SourceContext, SourceError } from "../source.ts";
import { find, parseXml, type XmlElement } from "./xml.ts";

const dav = "DAV:";
const calDav = "urn:ietf:params:xml:ns:caldav";

/** Names of the elements that are used, with their namespaces. */
export const names = {
  multistatus: `${dav} multistatus`,
  response: `${dav} response`,
  href: `${dav} href`,
  status: `${dav} status`,
  propstat: `${dav} propstat`,
  prop: `${dav} prop`,
  etag: `${dav} getetag`,
  displayName: `${dav} displayname`,
  resourceType: `${dav} resourcetype`,
  collection: `${dav} collection`,
  principal: `${dav} current-user-principal`,
  syncToken: `${dav} sync-token`,
  calendar: `${calDav} calendar`,
  home: `${calDav} calendar-home-set`,
  components: `${calDav} supported-calendar-component-set`,
  data: `${calDav} calendar-data`,
  ctag: "http://calendarserver.org/ns/ getctag",
} as const;

const namespaces = `xmlns="DAV:" xmlns:C="${calDav}" xmlns:S="http://calendarserver.org/ns/"`;

/** Bodies of the requests that are sent. */
export const bodies = {
  discover: `<propfind ${namespaces}><prop><current-user-principal/><resourcetype/><displayname/><C:calendar-home-set/><C:supported-calendar-component-set/></prop></propfind>`,
  tags: `<propfind ${namespaces}><prop><S:getctag/><sync-token/></prop></propfind>`,
  list: `<propfind ${namespaces}><prop><getetag/><resourcetype/></prop></propfind>`,
  sync: (token: string) =>
    `<sync-collection ${namespaces}><sync-token>${token}</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>`,
  multiget: (hrefs: string) =>
    `<C:calendar-multiget ${namespaces}><prop><getetag/><C:calendar-data/></prop>${hrefs}</C:calendar-multiget>`,
};

/** One resource of a multistatus answer. */
export interface DavResponse {
  /** Absolute address. */
  url: string;
  /** Status of the resource itself, or of its properties. */
  status: number;
  /** The properties that were found. */
  prop: XmlElement;
}

export interface MultiStatus {
  responses: DavResponse[];
  syncToken: string | null;
  skewMs: number | null;
}

export interface Account {
  username?: string;
  passwordFile?: string;
}

/** WebDAV as one account speaks it to one server. */
export class DavClient {
  readonly #context: SourceContext;
  readonly #account: Account;

  constructor(context: SourceContext, account: Account) {
    this.#context = context;
    this.#account = account;
  }

  propfind(url: string, depth: 0 | 1, body: string, signal: AbortSignal): Promise<MultiStatus> {
    return this.#ask("PROPFIND", url, depth, body, signal);
  }

  report(url: string, depth: 0 | 1, body: string, signal: AbortSignal): Promise<MultiStatus> {
    return this.#ask("REPORT", url, depth, body, signal);
  }

  /** One resource by GET; null when it is gone. */
  async get(url: string, signal: AbortSignal): Promise<{ bytes: Uint8Array; etag: string } | null> {
    const headers = await this.#headers();
    const answer = await exchange(this.#context, { url, headers, signal, accept: [404, 410] });
    if (answer.status === 404 || answer.status === 410) return null;
    return { bytes: answer.bytes, etag: answer.headers.get("etag") ?? "" };
  }

  /** @param etag of what is replaced; null for something new. Refused (412) when it is another one by now. */
  async put(url: string, text: string, etag: string | null, signal: AbortSignal): Promise<void> {
    const condition: Record<string, string> = etag === null ? { "if-none-match": "*" } : { "if-match": etag };
    const headers = { ...(await this.#headers()), ...condition, "content-type": "text/calendar; charset=utf-8" };
    await exchange(this.#context, { url, method: "PUT", headers, body: text, signal });
  }

  async delete(url: string, etag: string, signal: AbortSignal): Promise<void> {
    const headers = { ...(await this.#headers()), ...(etag === "" ? {} : { "if-match": etag }) };
    await exchange(this.#context, { url, method: "DELETE", headers, signal });
  }

  async #ask(method: string, url: string, depth: 0 | 1, body: string, signal: AbortSignal): Promise<MultiStatus> {
    const headers = {
      ...(await this.#headers()),
      "content-type": "application/xml; charset=utf-8",
      depth: String(depth),
      prefer: "return=minimal",
    };
    const text = `<?xml version="1.0" encoding="utf-8"?>${body}`;
    const answer = await exchange(this.#context, { url, method, headers, body: text, signal });
    if (answer.status !== 207) {
      throw new SourceError(
        "calendar.unreadable",
        `${hostOf(url)} answers ${method} with HTTP ${answer.status}, not 207`,
      );
    }
    return { ...readMultiStatus(textOfAnswer(answer), answer.url), skewMs: answer.skewMs };
  }

  #headers(): Promise<Record<string, string>> {
    return basicAuthorization(this.#context, this.#account.username, this.#account.passwordFile);
  }
}

function readMultiStatus(text: string, base: string): Omit<MultiStatus, "skewMs"> {
  const root = parseXml(text);
  if (root.name !== names.multistatus) {
    throw new SourceError(
      "calendar.unreadable",
      `${hostOf(base)} answers with ${root.name.trim()}, not with a multistatus`,
    );
  }
  return {
    responses: root.children
      .filter(({ name }) => name === names.response)
      .map((response) => readResponse(response, base)),
    syncToken: find(root, names.syncToken)?.text.trim() ?? null,
  };
}

function readResponse(response: XmlElement, base: string): DavResponse {
  const href = find(response, names.href)?.text.trim() ?? "";
  const own = find(response, names.status);
  const stats = response.children.filter(({ name }) => name === names.propstat);
  const good = stats.find((stat) => statusOf(find(stat, names.status)) === 200) ?? stats[0];
  const prop = (good === undefined ? undefined : find(good, names.prop)) ?? nothing;
  const status = statusOf(own ?? (good === undefined ? undefined : find(good, names.status)));
  return { url: absolute(href, base), status, prop };
}

const nothing: XmlElement = { name: names.prop, attributes: {}, text: "", children: [] };

function statusOf(element: XmlElement | undefined): number {
  return Number(/\s(\d{3})(\s|$)/.exec(` ${element?.text.trim() ?? ""}`)?.[1] ?? 0);
}

/** Servers differ in how much they escape: one form for all. */
function absolute(href: string, base: string): string {
  if (!URL.canParse(href, base))
    throw new SourceError("calendar.unreadable", `${hostOf(base)} sends an address that is none`);
  const url = new URL(href, base);
  url.pathname = url.pathname.split("/").map(normalSegment).join("/");
  return url.href;
}

function normalSegment(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment));
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
