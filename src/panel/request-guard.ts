import type { FastifyInstance, FastifyRequest } from "fastify";
import { RoomkeeperError } from "../domain/errors.ts";
import { type HostRules, hostAllowed, sameOrigin } from "./host-guard.ts";
import { commonHeaders } from "./security-headers.ts";

/**
 * What every request passes first, also upgrades and addresses that do not exist.
 * @param rules known once the server listens
 */
export function guardRequests(app: FastifyInstance, rules: () => HostRules): void {
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers({ ...commonHeaders, "cache-control": "no-store" });
    done(refusalOf(request, rules()));
  });
}

function refusalOf(request: FastifyRequest, rules: HostRules): RoomkeeperError | undefined {
  const { host, origin } = request.headers;
  // A request line with a whole URL counts more than Host (RFC 9112 §3.2.2); only proxies are asked like that.
  if (!request.url.startsWith("/") || !hostAllowed(host, rules, request.socket.localAddress)) {
    const name = JSON.stringify(host ?? "");
    return new RoomkeeperError("request.host", `${name} is not this room's name. Allow it with panel.names.`);
  }
  if (actsOrTells(request) && !sameOrigin({ origin, host, site: request.headers["sec-fetch-site"] })) {
    return new RoomkeeperError(
      "request.origin",
      `Only this room's own pages may ask for this, not ${origin ?? "others"}.`,
    );
  }
  if (request.ws && request.routeOptions.url !== "/api/socket") {
    return new RoomkeeperError("request.invalid", "There is no WebSocket at this address: it is at /api/socket.");
  }
  return undefined;
}

/** Pages may be opened by a link from elsewhere; everything that acts or tells about the room may not. */
function actsOrTells(request: FastifyRequest): boolean {
  const reads = request.method === "GET" || request.method === "HEAD";
  return !reads || (request.routeOptions.url ?? "/api/").startsWith("/api/");
}
