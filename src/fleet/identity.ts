import { createHash, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
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
  /** The hub's authority, PEM. */
  authority: string;
}

/** The folder in which a room keeps what it is: key, certificate, counter of connections. */
export class IdentityFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The key; made on first use. */
  async key(): Promise<string> {
    const path = join(this.#folder, "room.key");
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
    return { ...(JSON.parse(text) as Omit<Identity, "key">), key: await this.key() };
  }

  async write({ room, certificate, authority }: Omit<Identity, "key">): Promise<void> {
    await writeFileAtomically(join(this.#folder, "identity.json"), JSON.stringify({ room, certificate, authority }));
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
