import { parseAddress } from "./address.ts";
import { laSuiteSlug } from "./services/la-suite-meet.ts";

export type NativeService = "livekit" | "livekit-meet" | "livekit-custom" | "la-suite-meet";

/** A link to a meeting that the room joins by itself, taken apart. Every field but `service` and `origin` can be secret. */
export interface NativeLink {
  service: NativeService;
  /** `https://host[:port]`: the base of the service's API. */
  origin: string;
  /** The room's name as the service's API wants it; null where only the token knows it. */
  room: string | null;
  /** End-to-end encryption: join encrypted or not at all. */
  encrypted: boolean;
  /** Null also when the link is encrypted and its key cannot be read (`encrypted` is true then). */
  passphrase: string | null;
  /** `livekit-custom`: the LiveKit server, as written in the link. */
  serverUrl?: string;
  /** `livekit-custom`: what lets the room in. */
  token?: string;
  /** LiveKit Meet on livekit.cloud. */
  region?: string;
}

const nativeServices: readonly string[] = ["livekit", "livekit-meet", "livekit-custom", "la-suite-meet"];

/** True for services whose links `parseNativeLink` understands. */
export function isNativeService(service: string): service is NativeService {
  return nativeServices.includes(service);
}

/**
 * Takes a recognised native link apart, each as its web page does. Answers null for other services and for what is no
 * such link; never throws. LiveKit Meet: the room is the raw path segment, the passphrase the fragment, percent-decoded
 * twice on `/rooms` and once on `/custom`. La Suite Meet: small letters and hyphens, because its API adds none.
 */
export function parseNativeLink(url: string, service: string): NativeLink | null {
  const address = typeof url === "string" && isNativeService(service) ? parseAddress(url) : null;
  if (address === null || !isNativeService(service)) return null;
  const path = address.url.pathname.split("/").filter((segment) => segment !== "");
  if (service === "la-suite-meet") return laSuiteLink(address.url, path);
  return service === "livekit-custom" ? customLink(address.url, path) : roomLink(address.url, path, service);
}

/** The slug of a La Suite room, from a link, a slug in any case, or one without hyphens; null when it is none. */
export function laSuiteSlugOf(text: string): string | null {
  if (typeof text !== "string") return null;
  const bare = text.trim();
  const segment = bare.includes("/") ? firstSegment(bare) : bare;
  const match = laSuiteSlug.exec(segment);
  return match === null ? null : match.slice(1).join("-").toLowerCase();
}

function firstSegment(text: string): string {
  const path =
    parseAddress(text)
      ?.url.pathname.split("/")
      .filter((segment) => segment !== "") ?? [];
  return path.length === 1 ? (path[0] ?? "") : "";
}

function laSuiteLink({ origin }: URL, path: readonly string[]): NativeLink | null {
  const slug = path.length === 1 ? laSuiteSlugOf(path[0] ?? "") : null;
  return slug === null ? null : { service: "la-suite-meet", origin, room: slug, encrypted: false, passphrase: null };
}

function roomLink(url: URL, path: readonly string[], service: NativeService): NativeLink | null {
  const [first, second, more] = path;
  const room =
    first === "rooms" && more === undefined ? second : service === "livekit" && path.length === 1 ? first : undefined;
  if (room === undefined) return null;
  const region = url.searchParams.get("region");
  const key = keyOf(url.hash, 2);
  return { service, origin: url.origin, room, ...key, ...(region === null || region === "" ? {} : { region }) };
}

function customLink(url: URL, path: readonly string[]): NativeLink | null {
  const serverUrl = url.searchParams.get("liveKitUrl") ?? "";
  const token = url.searchParams.get("token") ?? "";
  if (path.length !== 1 || path[0] !== "custom" || token === "" || !/^(?:wss?|https?):\/\//i.test(serverUrl))
    return null;
  return { service: "livekit-custom", origin: url.origin, room: null, ...keyOf(url.hash, 1), serverUrl, token };
}

/** The passphrase in a fragment. One that the web page cannot decode is no passphrase: nobody got in with it. */
function keyOf(hash: string, times: number): { encrypted: boolean; passphrase: string | null } {
  const fragment = hash.slice(1);
  if (fragment === "") return { encrypted: false, passphrase: null };
  let text = fragment;
  try {
    for (let time = 0; time < times; time++) text = decodeURIComponent(text);
  } catch {
    // A bare % or an escape that is no UTF-8: the web page fails on it as well.
    return { encrypted: true, passphrase: null };
  }
  return { encrypted: true, passphrase: text };
}
