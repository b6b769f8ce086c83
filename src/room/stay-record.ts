import { messageOf } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { SealedFile } from "../platform/sealed-file.ts";
import type { Joining } from "./joining.ts";

/** What is kept of a running meeting: enough to be in it again. */
export interface StayRecord {
  version: 1;
  /** ISO time at which the room was last known to be in it. */
  at: string;
  joining: Joining;
  microphoneOn: boolean;
  cameraOn: boolean;
}

/** After a longer time the people have gone, or have helped themselves. */
const resumeWithinMs = 5 * 60_000;

/**
 * The running meeting on disk, sealed: a daemon that is killed, or a computer that loses its power, is back in the meeting
 * after the restart. Removed when the meeting ends in any other way. What is kept is kept before anybody sees it: a room that is
 * shown muted never comes back with an open microphone.
 */
export class StayKeeper {
  readonly #file: Pick<SealedFile, "load" | "prepare" | "saveNow" | "removeNow">;
  readonly #clock: Clock;
  readonly #log: Log;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: Pick<SealedFile, "load" | "prepare" | "saveNow" | "removeNow">, clock: Clock, log: Log) {
    this.#file = file;
    this.#clock = clock;
    this.#log = log;
  }

  /** To be asked first: the meeting that was cut off a short while ago; null when there is none. */
  async interrupted(): Promise<StayRecord | null> {
    try {
      await this.#file.prepare();
      const record = (await this.#file.load()) as StayRecord | null;
      if (record?.version !== 1) return null;
      const ageMs = this.#clock.now() - Date.parse(record.at);
      return ageMs >= 0 && ageMs < resumeWithinMs ? record : null;
    } catch (error) {
      this.#log.warn("the meeting before the restart cannot be read", { detail: messageOf(error) });
      return null;
    }
  }

  keep(stay: Omit<StayRecord, "version" | "at">): void {
    const at = new Date(this.#clock.now()).toISOString();
    this.#attempt(() => this.#file.saveNow({ version: 1, at, ...stay }));
  }

  forget(): void {
    this.#attempt(async () => this.#file.removeNow());
  }

  /** Resolves when the disk has everything. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #attempt(write: () => Promise<void>): void {
    const warn = (error: unknown) =>
      this.#log.warn("the running meeting cannot be kept for a restart", { detail: messageOf(error) });
    try {
      const synced = write().catch(warn);
      this.#writing = this.#writing.then(() => synced);
    } catch (error) {
      warn(error);
    }
  }
}
