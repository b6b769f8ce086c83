import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { HubError, messageOf } from "../../domain/errors.ts";
import { writeFileAtomically } from "../../platform/atomic-file.ts";

/** Encrypts what must be read again (AES-256-GCM under the hub's master key): a stolen database alone opens nothing. */
export interface Vault {
  seal(plain: string, purpose: string): string;
  /** @throws HubError hub.store when the text was altered, is of another purpose, or the master key is another one */
  open(sealed: string, purpose: string): string;
}

/** Reads the master key (32 bytes, base64) from a file, which is made on first use, mode 0600. */
export async function openVault(keyPath: string): Promise<Vault> {
  const text = await readFile(keyPath, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    const fresh = randomBytes(32).toString("base64");
    await writeFileAtomically(keyPath, `${fresh}\n`);
    return fresh;
  });
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32)
    throw new HubError("hub.store", `${keyPath} is not a master key: 32 bytes in base64 are expected`);
  return vaultOf(key);
}

/** @param key 32 bytes */
function vaultOf(key: Uint8Array): Vault {
  return {
    seal(plain, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
    },
    open(sealed, purpose) {
      try {
        const bytes = Buffer.from(sealed, "base64");
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      } catch (error) {
        const mend = "was the master key replaced, or the database altered?";
        throw new HubError("hub.store", `a secret (${purpose}) cannot be read; ${mend} ${messageOf(error)}`, {
          cause: error,
        });
      }
    },
  };
}
