import { lookup as systemLookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { HubError, messageOf } from "../../domain/errors.ts";

/** Where a webhook must not lead: this machine, private networks, link-local (clouds keep secrets there), multicast. */
const closed = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  closed.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["2001::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  closed.addSubnet(network, bits, "ipv6");
}

export function isPublic(address: string): boolean {
  const kind = isIP(address);
  if (kind === 0) return false;
  const mapped = /^::ffff:(?:0:)?(.+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isIP(mapped) === 4 && isPublic(mapped);
  return !closed.check(address, kind === 4 ? "ipv4" : "ipv6");
}

export type Lookup = (host: string) => Promise<string[]>;

const lookup: Lookup = async (host) => (await systemLookup(host, { all: true })).map(({ address }) => address);

/**
 * The address to connect to for a host. Every address that the name has must be allowed, and the connection is made to the one
 * that was checked: a name that changes in between (DNS rebinding) changes nothing.
 * @throws HubError hub.invalid, hub.unreachable for a name that nobody knows
 */
export async function safeAddress(host: string, allowPrivate: boolean, resolve: Lookup = lookup): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, "");
  const addresses = isIP(bare) ? [bare] : await resolve(bare).catch((error: unknown) => unresolved(host, error));
  const first = addresses[0];
  if (first === undefined || (!allowPrivate && !addresses.every(isPublic))) {
    throw new HubError(
      "hub.invalid",
      `${host} is not on the public internet; the hub has to be started with --private-webhooks for it`,
    );
  }
  return first;
}

function unresolved(host: string, error: unknown): never {
  throw new HubError("hub.unreachable", `${host}: ${messageOf(error)}`, { cause: error });
}

/** TLS options for a host: by which name it has to prove itself (addresses prove themselves), and who vouches for it. */
export function tlsTo(host: string, authority: string | null | undefined): { servername?: string; ca?: string } {
  const bare = host.replace(/^\[|\]$/g, "");
  return { ...(isIP(bare) ? {} : { servername: bare }), ...(authority == null ? {} : { ca: authority }) };
}
