import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { HubError, messageOf } from "../../domain/errors.ts";
import { createPrivateKey, importKeyPair, type SigningKey, signing, x509 } from "../../platform/x509.ts";
import type { Vault } from "../store/secrets.ts";
import type { Database } from "../store/store.ts";

const dayMs = 86_400_000;
/** Clocks differ: a certificate is good from a little before it was made. */
const skewMs = 300_000;

export interface Issued {
  certificate: string;
  /** Hexadecimal, lower case. */
  serial: string;
  notAfter: number;
}

/** The hub's own certificate authority: rooms and, unless it has another one, the hub's listener get theirs from it. */
export interface Authority {
  readonly certificate: string;
  /** `sha256:` and the hexadecimal hash of the certificate: what a room is told to expect at its first contact. */
  readonly pin: string;
  /** @throws HubError hub.certificate when the request is unreadable, not self-signed or of another kind of key */
  issueForRoom(csr: string, room: string, organisation: string, now: number): Promise<Issued>;
  /**
   * Proof that a certificate was revoked: a revocation list (RFC 5280, PEM) with this one entry, signed by the authority. A room
   * believes nothing less before it lets itself be claimed anew. Revocations never end, so that it does not age.
   */
  revocation(serial: string, revokedAt: number): Promise<string>;
  /** For the hub's listener; names are host names or addresses. */
  issueForServer(names: readonly string[], now: number): Promise<Issued & { key: string }>;
}

/** How long a room's certificate lives. It renews itself at half of it. */
const roomCertificateMs = 7 * dayMs;

/** The authority of this store; made on first use. Several hubs on one store share it. */
export async function openAuthority(db: Database, vault: Vault, now: number): Promise<Authority> {
  const found = await readSealed(db);
  const sealed = found ?? (await storeNew(db, vault, now));
  const { key, certificate } = JSON.parse(vault.open(sealed, "authority")) as { key: string; certificate: string };
  return authorityOf(await importKeyPair(key), new x509.X509Certificate(certificate));
}

async function readSealed(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom("secrets").select("value").where("name", "=", "authority").executeTakeFirst();
  return row?.value;
}

async function storeNew(db: Database, vault: Vault, now: number): Promise<string> {
  const key = await createPrivateKey();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: `CN=Roomkeeper hub ${randomBytes(4).toString("hex")}`,
    notBefore: new Date(now - skewMs),
    notAfter: new Date(now + 3650 * dayMs),
    signingAlgorithm: signing,
    keys: await importKeyPair(key),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const value = vault.seal(JSON.stringify({ key, certificate: certificate.toString("pem") }), "authority");
  await db
    .insertInto("secrets")
    .values({ name: "authority", value })
    .onConflict((c) => c.column("name").doNothing())
    .execute();
  return (await readSealed(db)) as string;
}

async function authorityOf(
  keys: Awaited<ReturnType<typeof importKeyPair>>,
  ca: x509.X509Certificate,
): Promise<Authority> {
  const digest = await crypto.subtle.digest("SHA-256", ca.rawData);
  const sign = async (subject: string, key: SigningKey, lifeMs: number, now: number, extensions: x509.Extension[]) => {
    const serial = newSerial();
    const notAfter = now + lifeMs;
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: serial,
      subject,
      issuer: ca.subject,
      notBefore: new Date(now - skewMs),
      notAfter: new Date(notAfter),
      signingAlgorithm: signing,
      publicKey: key,
      signingKey: keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.AuthorityKeyIdentifierExtension.create(ca),
        ...extensions,
      ],
    });
    return { certificate: made.toString("pem"), serial, notAfter };
  };
  return {
    certificate: ca.toString("pem"),
    pin: `sha256:${Buffer.from(digest).toString("hex")}`,
    async issueForRoom(csr, room, organisation, now) {
      const key = await keyOfRequest(csr);
      const use = new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]);
      return sign(`CN=${room}, O=${organisation}`, key, roomCertificateMs, now, [use]);
    },
    async revocation(serial, revokedAt) {
      const list = await x509.X509CrlGenerator.create({
        issuer: ca.subject,
        thisUpdate: new Date(revokedAt),
        // The library cannot read a list without this. Nobody looks at it: a revocation never ends.
        nextUpdate: new Date(revokedAt + 3650 * dayMs),
        signingAlgorithm: signing,
        signingKey: keys.privateKey,
        entries: [{ serialNumber: serial, revocationDate: new Date(revokedAt) }],
      });
      return list.toString("pem");
    },
    async issueForServer(names, now) {
      const key = await createPrivateKey();
      const use = new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]);
      const alternatives = names.map((name) => ({
        type: isIP(name) ? ("ip" as const) : ("dns" as const),
        value: name,
      }));
      const extensions = [use, new x509.SubjectAlternativeNameExtension(alternatives)];
      const { publicKey } = await importKeyPair(key);
      return { ...(await sign("CN=Roomkeeper hub listener", publicKey, 90 * dayMs, now, extensions)), key };
    },
  };
}

/** The public key of a signing request; nothing else of it is used. The signature proves that the sender has the key. */
async function keyOfRequest(csr: string): Promise<SigningKey> {
  try {
    const request = new x509.Pkcs10CertificateRequest(csr);
    const key = await request.publicKey.export(signing, ["verify"]);
    if (await request.verify()) return key;
  } catch (error) {
    const mend = "a PKCS #10 request in PEM with a P-256 key is expected";
    throw new HubError("hub.certificate", `the signing request cannot be read: ${mend} (${messageOf(error)})`);
  }
  throw new HubError("hub.certificate", "the signing request is not signed with its own key");
}

/** 16 bytes, positive, without a leading zero. */
const newSerial = () => `01${randomBytes(15).toString("hex")}`;
