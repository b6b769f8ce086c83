import { networkInterfaces } from "node:os";
import { inUrl } from "./host-guard.ts";

type Interfaces = ReturnType<typeof networkInterfaces>;

/**
 * The address under which phones reach this room's pages, or null when the pages stay on this computer. A name that the
 * administrator gave comes first: it may be the one with a certificate.
 */
export function phoneAddress(
  { host, allowedHosts }: { host: string; allowedHosts: readonly string[] },
  port: number,
  interfaces: Interfaces = networkInterfaces(),
): string | null {
  if (isLoopback(host)) return null;
  const [name] = allowedHosts;
  if (name !== undefined) return `http://${name.includes(":") ? name : `${name}:${port}`}`;
  if (host !== "0.0.0.0" && host !== "::") return `http://${inUrl(host)}:${port}`;
  const all = Object.values(interfaces).flatMap((list) => list ?? []);
  const address = all.find(
    ({ internal, family, address: one }) => !internal && family === "IPv4" && !one.startsWith("169.254."),
  );
  return address === undefined ? null : `http://${address.address}:${port}`;
}

export const isLoopback = (host: string) => host === "localhost" || host === "::1" || /^(::ffff:)?127\./.test(host);
