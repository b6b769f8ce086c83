import { randomUUID } from "node:crypto";
import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { SealedFile } from "../platform/sealed-file.ts";

export interface SpareNameParts {
  roomId: string;
  /** Where it outlives the daemon: whoever knows it can wait in the next meeting. */
  file: Pick<SealedFile, "load" | "prepare" | "saveNow" | "removeNow">;
  clock: Clock;
  log: Log;
}

/** A name that nobody has used for so long is another one. */
const lifeMs = 7 * 86_400_000;

/**
 * The name of the next meeting that begins without a booking. It is known before, so that what lets the room in can be had before,
 * too: then people can meet while the hub is away, also after a restart. Each is used once; nobody can guess it.
 */
export class SpareName {
  readonly #parts: SpareNameParts;
  #name: string;

  private constructor(parts: SpareNameParts, name: string | null) {
    this.#parts = parts;
    this.#name = name ?? this.#fresh();
  }

  /** The one that an earlier daemon has kept, or another one. */
  static async open(parts: SpareNameParts): Promise<SpareName> {
    const { roomId, file, clock, log } = parts;
    try {
      await file.prepare();
      const kept = (await file.load()) as { name?: unknown; at?: unknown } | null;
      const { name, at } = kept ?? {};
      const ageMs = clock.now() - Number(at);
      if (typeof name === "string" && name.startsWith(`${roomId}-`) && ageMs >= 0 && ageMs < lifeMs)
        return new SpareName(parts, name);
    } catch (error) {
      log.warn("the name of the next meeting cannot be read; it gets another one", { cause: messageOf(error) });
    }
    return new SpareName(parts, null);
  }

  get next(): string {
    return this.#name;
  }

  /** The next one is kept before this one is used: no restart uses a name again. */
  take(): string {
    const name = this.#name;
    this.#name = this.#fresh();
    return name;
  }

  #fresh(): string {
    const { roomId, file, clock, log } = this.#parts;
    const name = `${roomId}-${randomUUID().slice(0, 8)}`;
    const warn = (error: unknown) =>
      log.warn("the name of the next meeting is not kept for a restart", { cause: messageOf(error) });
    try {
      file.removeNow();
      file.saveNow({ name, at: clock.now() }).catch(warn);
    } catch (error) {
      warn(error);
    }
    return name;
  }
}
