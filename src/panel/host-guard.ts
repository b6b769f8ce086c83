import { isIP } from "node:net";

/**
 * Under which names the pages may be asked for, and by whose pages. A foreign site can make its name lead to this
 * computer (DNS rebinding): then Host carries that name. It can also send requests to our true address: then Origin or
 * Sec-Fetch-Site tell on it. No answer ever allows another origin (CORS).
 */

export interface HostRules {
  /** Lower case; "name" (any port: a proxy may stand before us) or "name:port". */
  names: ReadonlySet<string>;
  /** The port that we listen on. */
  port: number;
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];
const wildcards = new Set(["0.0.0.0", "::", ""]);

/** Rules for a server that listens on `host` and `port`. */
export function hostRules(host: string, port: number, allowedHosts: readonly string[]): HostRules {
  const own = wildcards.has(host) ? loopback : [...loopback, inUrl(host)];
  const names = own.map((name) => withPort(name, port)).concat(port === 80 ? own : []);
  return { names: new Set([...names, ...allowedHosts].map((name) => name.toLowerCase())), port };
}

/**
 * @param header the request's Host header
 * @param localAddress the address of this computer that the request came to. An address, unlike a name, cannot be
 *   rebound: asked for by it, a tablet needs no setting.
 */
export function hostAllowed(header: string | undefined, rules: HostRules, localAddress: string | undefined): boolean {
  const host = header?.toLowerCase();
  if (host === undefined) return false;
  const parts = /^(\[[0-9a-f:.]+\]|[^:[\]/@?#\s]+)(?::(\d{1,5}))?$/.exec(host);
  const name = parts?.[1];
  if (name === undefined) return false;
  if (rules.names.has(host)) return true;
  if (!isLoopback(name) && rules.names.has(name)) return true;
  return localAddress !== undefined && host === withPort(inUrl(unmapped(localAddress)), rules.port);
}

/** True for a request by our own page, or by no page (command lines, a typed address). */
export function sameOrigin(headers: {
  origin?: string | undefined;
  host?: string | undefined;
  site?: unknown;
}): boolean {
  if (headers.site !== undefined && headers.site !== "same-origin" && headers.site !== "none") return false;
  if (headers.origin === undefined) return true;
  const origin = URL.parse(headers.origin);
  return origin !== null && /^https?:$/.test(origin.protocol) && origin.host === headers.host?.toLowerCase();
}

/** An address as it stands in a URL. */
export function inUrl(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

const withPort = (name: string, port: number) => `${name}:${port}`;
const isLoopback = (name: string) => loopback.includes(name);

/** IPv4 connections to an IPv6 socket carry "::ffff:192.0.2.1". */
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "").toLowerCase();
