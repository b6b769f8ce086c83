import { X509Certificate } from "node:crypto";
import Type from "typebox";
import { HubError, messageOf } from "../domain/errors.ts";
import { x509 } from "../platform/x509.ts";
import { readerOf } from "../protocol/check.ts";
import { askHub, type HubAddress } from "./hub-address.ts";
import type { Identity } from "./identity.ts";

const readAnswer = readerOf(
  Type.Object({ crl: Type.String({ minLength: 1, maxLength: 20_000 }) }),
  "revocation from the hub",
  "hub.protocol",
);

/**
 * Asks the hub for the proof that this room's certificate was revoked, and looks at it. Only what the authority has signed that
 * once signed the certificate counts: not the words of whoever answers, whatever vouches for the connection.
 * @throws HubError hub.refused when there is no proof, hub.unreachable when nobody answers
 */
export async function proveRevoked(address: HubAddress, identity: Identity): Promise<void> {
  const { crl } = readAnswer(await askHub(address, identity, { method: "GET", path: "/api/enrol/revocation" }));
  if (!(await namesRevoked(crl, identity))) {
    throw new HubError("hub.refused", "it is said that this room's key was revoked, and not proven; the room keeps it");
  }
}

/**
 * Whether a revocation list (PEM) is signed by the authority that signed the room's certificate, and names that certificate. When
 * it was made does not matter: a revocation never ends, and the room's clock may be wrong.
 */
export async function namesRevoked(crl: string, { certificate, issuer }: Pick<Identity, "certificate" | "issuer">) {
  if (issuer === "") return false;
  try {
    const list = new x509.X509Crl(crl);
    if (!(await list.verify({ publicKey: new x509.X509Certificate(issuer) }))) return false;
    return list.findRevoked(new X509Certificate(certificate).serialNumber.toLowerCase()) !== null;
  } catch {
    return false; // Not a revocation list.
  }
}

/**
 * A room that is somebody already becomes somebody else only by the authority that it has known.
 * @throws HubError hub.refused, naming what does not fit
 */
export function sameAuthority(certificate: string, { issuer }: Pick<Identity, "issuer">): void {
  try {
    const [given, authority] = [new X509Certificate(certificate), new X509Certificate(issuer)];
    if (given.checkIssued(authority) && given.verify(authority.publicKey)) return;
  } catch (error) {
    throw new HubError("hub.refused", `the hub's certificate for this room cannot be read: ${messageOf(error)}`);
  }
  throw new HubError("hub.refused", "the certificate that the hub gave is not of the authority that this room knows");
}
