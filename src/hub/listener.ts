import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import type { SecureContextOptions } from "node:tls";
import type { Clock } from "../platform/clock.ts";
import type { HubSettings } from "./settings.ts";
import type { Authority } from "./trust/authority.ts";

const resumeSeconds = 12 * 3600;
/** From its first byte on; who needs longer over the worst line comes again. */
const handshakeMs = 6_000;

/** Certificate and key for the listener: the given files, or fresh from the hub's authority. */
export async function listenerCertificate(
  settings: HubSettings,
  authority: Authority,
  clock: Clock,
): Promise<SecureContextOptions> {
  const { tls, names } = settings;
  if (tls !== null) return { cert: await readFile(tls.certificate), key: await readFile(tls.key) };
  const { certificate, key } = await authority.issueForServer(names, clock.now());
  return { cert: `${certificate}\n${authority.certificate}`, key };
}

/**
 * One listener for rooms and people: TLS 1.3 only. A client certificate is asked for, not demanded: whoever needs one checks
 * it (gateway, renewal), also in a resumed session, whose ticket holds the certificate.
 * @param ticketKey see trust/ticket-keys.ts
 */
export function createListener(
  context: SecureContextOptions,
  authority: Authority,
  ticketKey: Buffer,
  handler: RequestListener,
): Server {
  return createServer(
    {
      ...context,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: "TLSv1.3",
      ticketKeys: ticketKey,
      sessionIdContext: "roomkeeper-hub",
      sessionTimeout: resumeSeconds,
      handshakeTimeout: handshakeMs,
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      maxHeaderSize: 16_384,
    },
    handler,
  );
}
