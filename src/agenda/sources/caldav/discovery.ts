import { hostOf } from "../http.ts";
import { SourceError } from "../source.ts";
import { bodies, type DavClient, type DavResponse, type MultiStatus, names } from "./dav.ts";
import { find } from "./xml.ts";

export interface FoundCalendar {
  url: string;
  displayName: string;
}

/**
 * Finds the calendar from the address of the server, the account or the calendar itself (RFC 6764, RFC 4791 §6).
 * @param wanted name of the calendar, or the last part of its path, where there are several
 * @throws SourceError that says which calendars there are when it is not clear which one is meant
 */
export async function discoverCalendar(
  client: DavClient,
  address: string,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<FoundCalendar> {
  const start = await startingPoint(client, address, signal);
  const self = start.responses[0];
  if (self !== undefined && isCalendar(self)) return asFound(self);
  const homes = await homesOf(client, start, address, signal);
  const found: FoundCalendar[] = [];
  for (const home of homes) {
    const listing = await client.propfind(home, 1, bodies.discover, signal);
    found.push(...listing.responses.filter(isCalendar).map(asFound));
  }
  return choose(found, wanted, address);
}

/** The address itself, or where its server says that CalDAV begins. */
async function startingPoint(client: DavClient, address: string, signal: AbortSignal): Promise<MultiStatus> {
  const wellKnown = new URL("/.well-known/caldav", address).href;
  try {
    const answer = await client.propfind(address, 0, bodies.discover, signal);
    const [self] = answer.responses;
    if (self !== undefined && (isCalendar(self) || principalOf(self) !== null || homeOf(self).length > 0))
      return answer;
  } catch (error) {
    if (!(error instanceof SourceError) || error.status === 401 || error.status === null) throw error;
    if (error.retryAfterMs !== null) throw error;
  }
  return await client.propfind(wellKnown, 0, bodies.discover, signal);
}

async function homesOf(client: DavClient, start: MultiStatus, address: string, signal: AbortSignal): Promise<string[]> {
  const [self] = start.responses;
  const direct = self === undefined ? [] : homeOf(self);
  if (direct.length > 0) return direct;
  const principal = self === undefined ? null : principalOf(self);
  // Without a principal the address may be the home itself.
  if (principal === null) return [address];
  const answer = await client.propfind(principal, 0, bodies.discover, signal);
  const homes = answer.responses.flatMap(homeOf);
  return homes.length > 0 ? homes : [principal];
}

function isCalendar({ prop, status }: DavResponse): boolean {
  if (status !== 200 || find(prop, names.resourceType, names.calendar) === undefined) return false;
  // Lists of tasks are calendars too; where the server does not tell, it may hold events.
  const components = find(prop, names.components)?.children ?? [];
  return components.length === 0 || components.some(({ attributes }) => attributes.name?.toUpperCase() === "VEVENT");
}

const asFound = ({ url, prop }: DavResponse): FoundCalendar => ({
  url,
  displayName: find(prop, names.displayName)?.text.trim() ?? "",
});

function principalOf({ url, prop }: DavResponse): string | null {
  const href = find(prop, names.principal, names.href)?.text.trim() ?? "";
  return href === "" ? null : new URL(href, url).href;
}

function homeOf({ url, prop }: DavResponse): string[] {
  const home = find(prop, names.home);
  const hrefs = home?.children.filter(({ name }) => name === names.href) ?? [];
  return hrefs.map(({ text }) => new URL(text.trim(), url).href);
}

function choose(found: FoundCalendar[], wanted: string | undefined, address: string): FoundCalendar {
  const host = hostOf(address);
  const matching = wanted === undefined ? found : found.filter((calendar) => isNamed(calendar, wanted));
  const [only] = matching;
  if (only !== undefined && matching.length === 1) return only;
  const list = found.map(({ displayName, url }) => JSON.stringify(displayName || lastSegment(url))).join(", ");
  if (found.length === 0) throw new SourceError("calendar.refused", `${host} has no calendar for this account`);
  if (wanted === undefined) {
    throw new SourceError("calendar.refused", `${host} has several calendars (${list}): name one with "calendar"`);
  }
  throw new SourceError("calendar.refused", `${host} has no calendar ${JSON.stringify(wanted)}, but ${list}`);
}

function isNamed({ displayName, url }: FoundCalendar, wanted: string): boolean {
  return displayName.toLowerCase() === wanted.toLowerCase() || lastSegment(url).toLowerCase() === wanted.toLowerCase();
}

const lastSegment = (url: string) =>
  decodeURIComponent(new URL(url).pathname.replace(/\/$/, "").split("/").at(-1) ?? "");
