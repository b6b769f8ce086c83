/** A web address that is safe to look at: https, no user name, parsed by the WHATWG rules. */
export interface WebAddress {
  url: URL;
  /** As written (escapes, parameters and fragment untouched), with https. */
  written: string;
}

const maxAddressLength = 16_384;

/**
 * Parses a web address as a browser would. Everything that makes a host look like another one is decided here, by the
 * parser: never by looking at the text. Answers null for other schemes, a user name (`https://zoom.us@evil.example`),
 * and what no browser would open. A missing scheme counts as https; http is raised to https.
 */
export function parseAddress(text: string): WebAddress | null {
  const raw = text.trim().replaceAll("&amp;", "&");
  if (raw.length > maxAddressLength) return null;
  const scheme = /^(https?):\/+/i.exec(raw);
  if (scheme === null && /^[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))/i.test(raw)) return null;
  const rest = raw.slice(scheme?.[0].length ?? 0);
  const authority = /^[^/\\?#]*/.exec(rest)?.[0] ?? "";
  // A parser takes a backslash for a slash; people who write one at the end of a host want to be misread.
  if (authority === "" || authority.includes("@") || rest[authority.length] === "\\") return null;
  // The default port of http, spelled out, would become a strange port of https.
  const plain = scheme?.[1]?.toLowerCase() === "http" ? rest.replace(/^([^/\\?#:]*):80(?=[/\\?#]|$)/, "$1") : rest;
  const url = parseUrl(`https://${plain}`);
  if (url === null || url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return { url, written: isFaithful(plain, authority) ? `https://${plain}` : url.href };
}

/** False when the text only means this address after the parser's repairs: then the repaired form is the address. */
function isFaithful(rest: string, authority: string): boolean {
  return !/[\s\\\p{Cc}]|\/\.{1,2}(?:[/?#]|$)/u.test(rest) && !/[^\x21-\x7e]/.test(authority);
}

function parseUrl(text: string): URL | null {
  return URL.parse(text);
}

/** Percent-decodes once, as UTF-8. A bad escape stays as it is and does not spoil the rest. `+` stays a plus. */
export function percentDecode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      // Not UTF-8: leave what somebody else wrote.
      return escapes;
    }
  });
}

/** The raw (still encoded) value of a query parameter, or null. Names are compared without case. */
export function rawParameter(url: URL, name: string): string | null {
  for (const pair of url.search.slice(1).split("&")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).toLowerCase() === name) return pair.slice(at + 1);
  }
  return null;
}

/** True when `host` is `domain` or one of its subdomains, by whole labels. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
