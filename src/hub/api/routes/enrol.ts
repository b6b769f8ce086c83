import type { TLSSocket } from "node:tls";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { HubError } from "../../../domain/errors.ts";
import { certificateOf, clientCertificate } from "../../gateway/upgrade.ts";
import type { HubParts } from "../../hub-parts.ts";
import { identify, renew, revokedCertificate } from "../../trust/certificates.ts";
import { type Route, route, strictObject } from "../route.ts";

const csr = Type.String({ minLength: 1, maxLength: 10_000 });
const secret = Type.String({ minLength: 1, maxLength: 200 });

/** For rooms that have no certificate yet, or an old one. */
export function enrolRoutes(parts: HubParts): Route[] {
  return [...claimingRoutes(parts), ...certificateRoutes(parts)];
}

/** The revoked certificate with which a computer comes; null for any other, and none. */
async function revokedIn({ certificates, authorityCertificate }: HubParts, { raw }: FastifyRequest) {
  const presented = certificateOf(raw.socket as TLSSocket);
  return presented === null ? null : await revokedCertificate(certificates, authorityCertificate, presented);
}

function claimingRoutes(parts: HubParts): Route[] {
  const { claims, authority } = parts;
  return [
    route({
      method: "GET",
      path: "/api/enrol/authority",
      summary: "The hub's own certificate authority; a room compares its hash with the one that it was told",
      needs: "public",
      handle: () => Promise.resolve({ certificate: authority.certificate, pin: authority.pin }),
    }),
    route({
      method: "POST",
      path: "/api/enrol",
      summary: "A new room asks for a claim code to show",
      needs: "public",
      body: strictObject({ csr, software: Type.String({ maxLength: 100 }) }),
      handle: async ({ body, request }) => {
        // A computer whose key was revoked comes with it: whoever claims it is told.
        const former = await revokedIn(parts, request);
        return claims.begin(body.csr, body.software, request.ip, former?.serial ?? null);
      },
    }),
    route({
      method: "POST",
      path: "/api/enrol/:claim/progress",
      summary: "The room asks whether it was claimed, and gets its certificate",
      needs: "public",
      params: Type.Object({ claim: Type.String({ maxLength: 64 }) }),
      body: strictObject({ poll: secret }),
      handle: ({ params, body }) => claims.progress(params.claim, body.poll),
    }),
  ];
}

function certificateRoutes(parts: HubParts): Route[] {
  const { certificates, authority, authorityCertificate, store, clock } = parts;
  return [
    route({
      method: "GET",
      path: "/api/enrol/revocation",
      summary: "Proof that the certificate of the TLS connection was revoked: a list with it, signed by the authority",
      needs: "public",
      handle: async ({ request }) => {
        const found = await revokedIn(parts, request);
        if (found === null) throw new HubError("hub.not-found", "no revoked certificate was presented");
        return { crl: await authority.revocation(found.serial, found.revokedAt) };
      },
    }),
    route({
      method: "POST",
      path: "/api/enrol/renew",
      summary: "A room exchanges its certificate (of the TLS connection) for a new one",
      needs: "public",
      body: strictObject({ csr }),
      handle: async ({ body, request }) => {
        const presented = clientCertificate(request.raw.socket as TLSSocket);
        const identity = await identify(certificates, authorityCertificate, presented, clock.now());
        const issued = await renew(store, authority, identity, body.csr, clock.now());
        return { certificate: issued.certificate, authority: authority.certificate };
      },
    }),
  ];
}
