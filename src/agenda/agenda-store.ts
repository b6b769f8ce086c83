import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Booking } from "../domain/booking.ts";
import { CalendarError, messageOf } from "../domain/errors.ts";
import { writeFileAtomically } from "../platform/atomic-file.ts";

/** What one source had when it was last read. */
export interface StoredSource {
  /** ISO time of that reading. */
  readAt: string;
  bookings: readonly Booking[];
}

export type StoredAgenda = Record<string, StoredSource>;

/**
 * The last good agenda on disk, so that a room without network still knows its next two weeks. Links and passcodes of
 * meetings are in it: it is encrypted (AES-256-GCM) with a key of its own, readable by the daemon's user alone.
 */
export class AgendaStore {
  readonly #file: string;
  readonly #keyFile: string;

  constructor(folder: string) {
    this.#file = join(folder, "agenda.sealed");
    this.#keyFile = join(folder, "agenda.key");
  }

  /**
   * @returns null when there is none yet
   * @throws CalendarError when it is there and cannot be used
   */
  async load(): Promise<StoredAgenda | null> {
    const sealed = await readIfThere(this.#file);
    const key = await readIfThere(this.#keyFile);
    if (sealed === null || key === null) return null;
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString();
      return (JSON.parse(text) as { version: 1; sources: StoredAgenda }).sources;
    } catch (error) {
      throw new CalendarError("calendar.unreadable", `${this.#file} cannot be used: ${messageOf(error)}`);
    }
  }

  async save(sources: StoredAgenda): Promise<void> {
    const key = await this.#key();
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const body = Buffer.concat([cipher.update(JSON.stringify({ version: 1, sources })), cipher.final()]);
    await writeFileAtomically(this.#file, Buffer.concat([nonce, cipher.getAuthTag(), body]));
  }

  async #key(): Promise<Uint8Array> {
    const known = await readIfThere(this.#keyFile);
    if (known?.length === 32) return known;
    const key = randomBytes(32);
    await writeFileAtomically(this.#keyFile, key);
    return key;
  }
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
