/** An own mute that the server never confirms is forgotten after this long. */
export const forgottenAfterMs = 3000;

/**
 * Tells the room's own mutes and unmutes of a track from other people's: the binding reports both alike, the server's twice,
 * and its own state lags behind. Each own change is expected once, in order; what nobody expects is somebody else's.
 */
export class MuteLedger {
  readonly #expected: { muted: boolean; atMs: number }[] = [];
  #last: boolean | null = null;

  /** The room changes it itself. */
  expect(muted: boolean, nowMs: number): void {
    this.#expected.push({ muted, atMs: nowMs });
  }

  /** The binding says that the track is now (un)muted. @returns whose doing it is */
  hear(muted: boolean, nowMs: number): "own" | "other" {
    this.#forget(nowMs);
    this.#last = muted;
    if (this.#expected[0]?.muted !== muted) return "other";
    this.#expected.shift();
    return "own";
  }

  /** What was heard last, once no own change is expected any more: how it is. Null before. */
  settled(nowMs: number): boolean | null {
    this.#forget(nowMs);
    return this.#expected.length === 0 ? this.#last : null;
  }

  #forget(nowMs: number): void {
    while (this.#expected[0] !== undefined && nowMs - this.#expected[0].atMs >= forgottenAfterMs) {
      this.#expected.shift();
    }
  }
}
