// The library finds its parts through decorators, which need this polyfill before it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";

export { x509 };

/** How every key of ours signs: ECDSA on P-256. */
export const signing = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/** Of the Web Crypto interface, as the surroundings type it: Node's, or a browser's where tests of pages bring its types. */
export type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface KeyPair {
  privateKey: SigningKey;
  publicKey: SigningKey;
}

/** A private key (PKCS #8, PEM) with its public half, for signing. */
export async function importKeyPair(pem: string): Promise<KeyPair> {
  const der = x509.PemConverter.decodeFirst(pem);
  const privateKey = await crypto.subtle.importKey("pkcs8", der, signing, true, ["sign"]);
  const { d: _secret, key_ops: _uses, ...publicJwk } = await crypto.subtle.exportKey("jwk", privateKey);
  const publicKey = await crypto.subtle.importKey("jwk", publicJwk, signing, true, ["verify"]);
  return { privateKey, publicKey };
}

/** A new private key (PKCS #8, PEM). */
export async function createPrivateKey(): Promise<string> {
  const pair = (await crypto.subtle.generateKey(signing, true, ["sign", "verify"])) as KeyPair;
  return x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", pair.privateKey), "PRIVATE KEY");
}
