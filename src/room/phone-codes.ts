import { randomInt } from "node:crypto";
import { RoomkeeperError } from "../domain/errors.ts";
import type { Clock } from "../platform/clock.ts";

interface Issued {
  untilMs: number;
  tries: number;
}

/** The display shows another one this often. */
const freshMs = 60_000;
/** From the moment it is first shown: time to scan, and to paste a link. */
const goodMs = 5 * 60_000;
/** What somebody may get wrong with a code that is right. */
const triesEach = 5;
/** Wrong codes in a minute, from everybody together, before all are refused for that minute. */
const wrongEachMinute = 10;
/** Neither 0/O nor 1/I/L. */
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const length = 12;

/**
 * Codes that the display shows to people in the room: each opens this room for one act of one phone, and not for long.
 * Twelve of 31 letters: nobody guesses one within its five minutes.
 */
export class PhoneCodes {
  readonly #clock: Clock;
  readonly #issued = new Map<string, Issued>();
  #current: { code: string; shownMs: number } | null = null;
  #wrong: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The code to show now. */
  current(): { code: string; expiresAt: string } {
    const nowMs = this.#clock.now();
    this.#forget(nowMs);
    const known = this.#current;
    if (known === null || nowMs - known.shownMs >= freshMs || !this.#issued.has(known.code)) {
      const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
      this.#issued.set(code, { untilMs: nowMs + goodMs, tries: 0 });
      this.#current = { code, shownMs: nowMs };
    }
    const { code } = this.#current as { code: string };
    return { code, expiresAt: new Date(this.#issued.get(code)?.untilMs ?? nowMs).toISOString() };
  }

  /**
   * Does something for whoever has this code. When it works, the code is used up.
   * @throws RoomkeeperError request.too-many, phone.code, or what `act` throws
   */
  async use<T>(code: string, act: () => Promise<T> | T): Promise<T> {
    const nowMs = this.#clock.now();
    this.#forget(nowMs);
    if (this.#wrong.length >= wrongEachMinute) {
      throw new RoomkeeperError("request.too-many", "Too many wrong codes. Try again in a minute.");
    }
    const issued = this.#issued.get(code);
    if (issued === undefined) {
      this.#wrong.push(nowMs);
      throw new RoomkeeperError(
        "phone.code",
        "This code was used or is too old: scan the one that the display shows now.",
      );
    }
    // Taken while it is being used: two phones with one code do not both get in.
    this.#issued.delete(code);
    try {
      return await act();
    } catch (error) {
      if (++issued.tries < triesEach) this.#issued.set(code, issued);
      throw error;
    }
  }

  #forget(nowMs: number): void {
    for (const [code, { untilMs }] of this.#issued) if (untilMs <= nowMs) this.#issued.delete(code);
    this.#wrong = this.#wrong.filter((atMs) => nowMs - atMs < 60_000);
  }
}
