import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeFileAtomically, writeFileNow } from "./atomic-file.ts";

const keyLength = 32;

/**
 * A JSON value on disk that holds secrets (links, passcodes): encrypted (AES-256-GCM) with the state folder's own key,
 * readable by the daemon's user alone. A copy of the file without the folder says nothing.
 */
export class SealedFile {
  readonly #file: string;
  readonly #keyFile: string;

  constructor(file: string) {
    this.#file = file;
    this.#keyFile = join(dirname(file), "state.key");
  }

  /**
   * @returns the value, unchecked; null when there is none
   * @throws Error when it is there and cannot be read or opened
   */
  async load(): Promise<unknown> {
    const [sealed, key] = await Promise.all([readIfThere(this.#file), readIfThere(this.#keyFile)]);
    if (sealed === null || key === null) return null;
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(12, 28));
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString());
  }

  async save(value: unknown): Promise<void> {
    await writeFileAtomically(this.#file, seal(value, await this.#key()));
  }

  /**
   * Kept when it returns, whatever becomes of this process. Needs a key that `prepare` has made.
   * @returns resolves when a power cut does not lose it either
   */
  saveNow(value: unknown): Promise<void> {
    return writeFileNow(this.#file, seal(value, readFileSync(this.#keyFile)));
  }

  /** Gone when it returns. */
  removeNow(): void {
    rmSync(this.#file, { force: true });
  }

  /** Makes the key where there is none yet. */
  async prepare(): Promise<void> {
    await this.#key();
  }

  async #key(): Promise<Uint8Array> {
    const known = await readIfThere(this.#keyFile);
    if (known?.length === keyLength) return known;
    const key = randomBytes(keyLength);
    await writeFileAtomically(this.#keyFile, key);
    return key;
  }
}

function seal(value: unknown, key: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
