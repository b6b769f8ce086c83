import type { TLSSocket } from "node:tls";
import Type from "typebox";
import { clientCertificate } from "../../gateway/upgrade.ts";
import type { HubParts } from "../../hub-parts.ts";
import { identify, renew } from "../../trust/certificates.ts";
import { type Route, route, strictObject } from "../route.ts";

const csr = Type.String({ minLength: 1, maxLength: 10_000 });
const secret = Type.String({ minLength: 1, maxLength: 200 });

/** For rooms that have no certificate yet, or an old one. */
export function enrolRoutes({
  claims,
  certificates,
  authority,
  authorityCertificate,
  store,
  clock,
}: HubParts): Route[] {
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
      handle: ({ body, request }) => claims.begin(body.csr, body.software, request.ip),
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
