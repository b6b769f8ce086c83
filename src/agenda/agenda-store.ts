import { join } from "node:path";
import type { Booking } from "../domain/booking.ts";
import { CalendarError, messageOf } from "../domain/errors.ts";
import { SealedFile } from "../platform/sealed-file.ts";

/** What one source had when it was last read. */
interface StoredSource {
  /** ISO time of that reading. */
  readAt: string;
  bookings: readonly Booking[];
}

export type StoredAgenda = Record<string, StoredSource>;

/** The last good agenda on disk, sealed, so that a room without network still knows its next two weeks. */
export class AgendaStore {
  readonly #file: SealedFile;
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, "agenda.sealed");
    this.#file = new SealedFile(this.#path);
  }

  /**
   * @returns null when there is none yet
   * @throws CalendarError when it is there and cannot be used
   */
  async load(): Promise<StoredAgenda | null> {
    try {
      const kept = (await this.#file.load()) as { version: 1; sources: StoredAgenda } | null;
      return kept?.sources ?? null;
    } catch (error) {
      throw new CalendarError("calendar.unreadable", `${this.#path} cannot be used: ${messageOf(error)}`);
    }
  }

  async save(sources: StoredAgenda): Promise<void> {
    await this.#file.save({ version: 1, sources });
  }
}
