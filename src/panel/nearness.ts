import type { FastifyRequest } from "fastify";
import { RoomkeeperError } from "../domain/errors.ts";

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request comes from the room's own screen. A proxy on this computer brings requests of others: it says so in its
 * headers.
 */
function isHere({ socket, headers }: Pick<FastifyRequest, "socket" | "headers">): boolean {
  const isForwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => headers[name] !== undefined);
  return loopback.test(socket.remoteAddress ?? "") && !isForwarded;
}

/** @throws RoomkeeperError request.elsewhere */
export function requireHere(request: FastifyRequest, what: string, mend: string): void {
  if (!isHere(request))
    throw new RoomkeeperError("request.elsewhere", `${what} only on the room computer. ${mend}`.trim());
}
