import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import { WebSocketServer } from "ws";
import { HubError, messageOf } from "../../domain/errors.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import { maxFrameBytes } from "../../protocol/hub/frames.ts";
import type { Presented, RoomIdentity } from "../trust/certificates.ts";
import { type Admission, urgencyOf } from "./admission.ts";
import type { Gateway } from "./gateway.ts";

export const roomLinkPath = "/room-link";

export interface UpgradeParts {
  gateway: Gateway;
  admission: Admission;
  identify: (presented: Presented) => Promise<RoomIdentity>;
  clock: Clock;
  log: Log;
}

/** Handles the WebSocket request of a room: certificate, admission, then over to the gateway. */
export function roomUpgrade({ gateway, admission, identify, clock, log }: UpgradeParts) {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });
  return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const failed = (error: Error) => log.debug("a room's request failed", { cause: error.message });
    socket.on("error", failed);
    try {
      const identity = await identify(clientCertificate(request.socket as TLSSocket));
      if (identity.renewOnly) return reject(socket, 403, "hub.certificate-expired", "renew the certificate first");
      const waitMs = admission.admit(
        identity.organisation,
        urgencyOf(request.headers["x-urgency"]),
        clock.monotonicMs(),
      );
      if (waitMs > 0) return reject(socket, 429, "hub.busy", "many rooms connect", Math.ceil(waitMs / 1000));
      socket.off("error", failed);
      server.handleUpgrade(request, socket, head, (webSocket) =>
        gateway.accept(webSocket, identity, request.socket.remoteAddress ?? ""),
      );
    } catch (error) {
      const known = error instanceof HubError;
      log.warn("a room was turned away", { address: request.socket.remoteAddress, cause: messageOf(error) });
      reject(
        socket,
        known ? 403 : 503,
        known ? error.code : "hub.busy",
        known ? error.message : "come again",
        known ? null : 10,
      );
    }
  };
}

/**
 * The certificate with which the peer proved possession of its key in the TLS handshake.
 * @throws HubError hub.refused when there is none
 */
export function clientCertificate(socket: TLSSocket): Presented {
  const presented = certificateOf(socket);
  if (presented === null) throw new HubError("hub.refused", "a room needs its certificate here; claim it first");
  return presented;
}

/** The same; null when there is none. */
export function certificateOf(socket: TLSSocket): Presented | null {
  const certificate = socket.getPeerX509Certificate?.();
  return certificate === undefined ? null : { certificate, vouched: socket.authorized };
}

/** An HTTP answer with an RFC 9457 body, then the end. */
function reject(
  socket: Duplex,
  status: number,
  code: string,
  detail: string,
  retryAfterSeconds: number | null = null,
): void {
  const body = JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, code, detail });
  const retry = retryAfterSeconds === null ? "" : `Retry-After: ${retryAfterSeconds}\r\n`;
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n${retry}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}
