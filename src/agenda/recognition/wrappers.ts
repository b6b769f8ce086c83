import { isWithin, parseAddress, percentDecode, rawParameter, type WebAddress } from "./address.ts";
import { visibleCharacters } from "./characters.ts";
import { unwrapProofpoint } from "./proofpoint.ts";

/** A service that rewrites links in mail. `target` answers the address behind, decoded exactly once. */
interface Wrapper {
  name: string;
  matches(host: string, path: string): boolean;
  target(url: URL): string | null;
}

const safeLinksDomains = [
  "safelinks.protection.outlook.com",
  "safelinks.protection.office365.us",
  "safelinks.protection.outlook.cn",
  "safelinks.protection.partner.outlook.cn",
  "safelinks.protection.outlook.de",
  "safelinks.protection.apps.mil",
];

/** The page in front of links clicked in the Teams client, in each cloud. */
const teamsClientHosts = [
  "statics.teams.cdn.office.net",
  "staticsint.teams.cdn.office.net",
  "statics.teams.cdn.live.net",
  "statics.teams.microsoft.com",
  "statics.gov.teams.microsoft.us",
  "statics.dod.teams.microsoft.us",
  "statics.teams.microsoft.us",
  "statics.teams.cloud.microsoft",
  "statics.teams.microsoftonline.cn",
];

const outlookHosts = ["outlook.office.com", "outlook.office365.com", "outlook.office365.us", "outlook.cloud.microsoft"];

const fireEyeHost = /^protect\d?\.(?:fireeye|trellix)\.com$/;

const googleHost = /^(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$/;

const wrappers: readonly Wrapper[] = [
  {
    name: "Microsoft Safe Links",
    matches: (host) => safeLinksDomains.some((domain) => isWithin(host, domain)),
    target: (url) => parameter(url, "url"),
  },
  {
    name: "Safe Links in the Teams client",
    matches: (host, path) => teamsClientHosts.includes(host) && path.startsWith("/evergreen-assets/safelinks/"),
    target: (url) => parameter(url, "url"),
  },
  {
    name: "Safe Links in Outlook on the web",
    matches: (host, path) => outlookHosts.includes(host) && path.startsWith("/mail/safelink"),
    target: (url) => parameter(url, "url"),
  },
  {
    name: "Google",
    matches: (host, path) => googleHost.test(host) && path === "/url",
    target: (url) => webTarget(parameter(url, "q")) ?? parameter(url, "url"),
  },
  {
    name: "Proofpoint URL Defense",
    matches: (host) => ["urldefense.com", "urldefense.proofpoint.com", "urldefense.us"].includes(host),
    target: unwrapProofpoint,
  },
  {
    name: "Barracuda Link Protection",
    matches: (host, path) => isWithin(host, "linkprotect.cudasvc.com") && path === "/url",
    target: (url) => parameter(url, "a"),
  },
  {
    name: "Cisco Secure Email",
    matches: (host) => host === "secure-web.cisco.com",
    target: unwrapCisco,
  },
  {
    name: "Trend Micro",
    matches: (host, path) => isWithin(host, "trendmicro.com") && path.startsWith("/wis/clicktime/"),
    target: (url) => parameter(url, "url"),
  },
  {
    name: "FireEye and Trellix",
    matches: (host, path) => fireEyeHost.test(host) && /^\/(?:v1\/)?url$/.test(path),
    target: (url) => parameter(url, "u"),
  },
  {
    name: "Symantec Click-time",
    matches: (host) => host === "clicktime.symantec.com" || host === "clicktime.cloud.postoffice.net",
    target: (url) => parameter(url, "u"),
  },
  {
    name: "Sophos",
    matches: (host) => isWithin(host, "protection.sophos.com"),
    target: (url) => webTarget(parameter(url, "u")) ?? ofBase64(parameter(url, "u")),
  },
  {
    name: "Libraesva URLSand",
    matches: (host) => host === "urlsand.esvalabs.com",
    target: (url) => parameter(url, "u"),
  },
  {
    name: "Dereferrer of GMX and WEB.DE",
    matches: (host, path) =>
      /^deref-(?:gmx|web-?\d*|mail)\.(?:net|de|com)$/.test(host) && path.endsWith("/dereferrer/"),
    target: (url) => parameter(url, "redirecturl"),
  },
];

function ofBase64(text: string | null): string | null {
  return text !== null && /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : null;
}

function parameter(url: URL, name: string): string | null {
  const value = rawParameter(url, name);
  return value === null ? null : percentDecode(value);
}

function webTarget(text: string | null): string | null {
  return text !== null && /^https?:/i.test(text) ? text : null;
}

/** `https://secure-web.cisco.com/TOKEN/https%3A%2F%2F…`: the address is the rest of the path. */
function unwrapCisco(url: URL): string | null {
  const rest = /^\/[^/]+\/(.+)$/s.exec(url.pathname)?.[1];
  if (rest === undefined) return null;
  const head = /^https?:/i.test(rest) ? rest : percentDecode(rest);
  return head + url.search + url.hash;
}

const maxDepth = 12;

/**
 * Unwraps until nothing changes. Answers null when the text, or what a wrapper carries, is not a web address.
 * A link in the query of any other host is not unwrapped: that is somebody else's page.
 */
export function unwrap(text: string): WebAddress | null {
  let address = parseAddress(text);
  for (let depth = 0; address !== null && depth < maxDepth; depth++) {
    const { url } = address;
    const wrapper = url.port === "" ? wrappers.find((one) => one.matches(url.hostname, url.pathname)) : undefined;
    if (wrapper === undefined) return address;
    const target = webTarget(wrapper.target(url));
    address = target === null ? null : parseAddress(visibleCharacters(target));
  }
  // Deeper than any mail gateway nests: not a link anybody meant.
  return null;
}

/** The service's host that an unreadable wrapper names (`?domain=` of Mimecast), or null. */
export function hintedHost(url: URL): string | null {
  if (!isWithin(url.hostname, "mimecast.com") && !isWithin(url.hostname, "mimecastprotect.com")) return null;
  return parameter(url, "domain")?.toLowerCase() ?? null;
}
