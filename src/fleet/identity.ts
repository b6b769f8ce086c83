import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { HubError } from "../domain/errors.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";
import { createPrivateKey, importKeyPair, signing, x509 } from "../platform/x509.ts";

/** Who this room is to its hub. The key is made here and never leaves. */
export interface Identity {
  room: string;
  key: string;
  certificate: string;
  /** The hub's authority, PEM; empty: those of the system vouch for the hub. */
  authority: string;
  /** The authority that signed the certificate, PEM; empty where an earlier version did not keep it. */
  issuer: string;
  /** It was proven that this certificate was revoked (see revocation.ts): the room is claimed anew. */
  revoked: boolean;
}

/** As in `identity.json`; earlier versions kept the first three. */
type Kept = Omit<Identity, "key"> & { keyFile: string };

const firstKey = "room.key";

function keyFileOf({ keyFile = firstKey }: Partial<Kept>): string {
  if (!/^room(-[0-9a-f]+)?\.key$/.test(keyFile))
    throw new HubError("hub.refused", `identity.json names no key of this room, but ${JSON.stringify(keyFile)}`);
  return keyFile;
}

/** The folder in which a room keeps what it is: key, certificate, counter of connections. */
export class IdentityFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The first key; made on first use. */
  key(): Promise<string> {
    return this.#keyIn(firstKey);
  }

  async #keyIn(name: string): Promise<string> {
    const path = join(this.#folder, name);
    const found = await readIfThere(path);
    if (found !== null) return found;
    const made = await createPrivateKey();
    await writeFileAtomically(path, made);
    return made;
  }

  /** Null before enrolment. */
  async read(): Promise<Identity | null> {
    const text = await readIfThere(join(this.#folder, "identity.json"));
    if (text === null) return null;
    const kept = JSON.parse(text) as Partial<Kept>;
    const { room = "", certificate = "", authority = "", revoked = false } = kept;
    const key = await this.#keyIn(keyFileOf(kept));
    return { room, certificate, authority, issuer: kept.issuer ?? authority, revoked, key };
  }

  /** Keeps who the room is; of the key, which file it is in. */
  async write(identity: Omit<Identity, "key">): Promise<void> {
    await this.#write(identity, keyFileOf(await this.#kept()));
  }

  /** Takes another identity in place of this one: a power cut leaves the one or the other. The former key is erased. */
  async replace(identity: Identity): Promise<void> {
    const former = keyFileOf(await this.#kept());
    const name = `room-${randomBytes(8).toString("hex")}.key`;
    await writeFileAtomically(join(this.#folder, name), identity.key);
    await this.#write(identity, name);
    await rm(join(this.#folder, former), { force: true });
  }

  async #write({ room, certificate, authority, issuer, revoked }: Omit<Identity, "key">, keyFile: string) {
    const kept: Kept = { room, certificate, authority, issuer, revoked, keyFile };
    await writeFileAtomically(join(this.#folder, "identity.json"), JSON.stringify(kept));
  }

  async #kept(): Promise<Partial<Kept>> {
    const text = await readIfThere(join(this.#folder, "identity.json"));
    return text === null ? {} : (JSON.parse(text) as Partial<Kept>);
  }

  /** Counts a connection, on disk before it is made: a copy of this disk is noticed by the hub. */
  async nextConnection(): Promise<number> {
    const path = join(this.#folder, "connection");
    const next = Number((await readIfThere(path)) ?? 0) + 1;
    if (!Number.isSafeInteger(next)) throw new HubError("hub.refused", `${path} does not hold a number; remove it`);
    await writeFileAtomically(path, String(next));
    return next;
  }
}

/** A request for a certificate: the public key and the proof that we have the private one. The hub decides the name. */
export async function signingRequest(key: string): Promise<string> {
  const keys = await importKeyPair(key);
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: "CN=room",
    keys,
    signingAlgorithm: signing,
  });
  return made.toString("pem");
}

/** When the certificate should be exchanged: in the middle of its life. Milliseconds since 1970 UTC. */
export function renewalTime(certificate: string): number {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return (validFromDate.getTime() + validToDate.getTime()) / 2;
}

/** Names the computer, so that a copied disk in another one is told from the original. Not reversible. */
export async function machineName(): Promise<string> {
  const id = (await readIfThere("/etc/machine-id")) ?? "";
  const addresses = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ mac }) => mac));
  const real = [...new Set(addresses)].filter((mac) => mac !== "00:00:00:00:00:00").sort();
  return createHash("sha256")
    .update(`roomkeeper ${id.trim()} ${real.join(" ")}`)
    .digest("hex");
}

function readIfThere(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
