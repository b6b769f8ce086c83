import type { FastifyRequest } from "fastify";
import type { Origin } from "../people/passkeys.ts";

/**
 * The origin of the hub's own pages for this request: by the host that the browser named, when it is one of the hub's (a proxy may
 * have mapped the port), else by the hub's first name.
 */
export function originOf(names: readonly string[], request: FastifyRequest): Origin {
  const named = URL.parse(`https://${request.headers.host ?? ""}`);
  const known = named !== null && names.includes(named.hostname.replace(/^\[|\]$/g, ""));
  const url = known ? named : new URL(`https://${names[0] ?? "localhost"}`);
  return { origin: url.origin, host: url.hostname };
}
