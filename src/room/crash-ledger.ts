/** Three crashes within this set a driver aside. */
const windowMs = 60_000;
const most = 3;

/**
 * Who brought the device host down, and how often. A driver that does it again and again is set aside, so that the other
 * devices of the room work.
 */
export class CrashLedger {
  #calling = "";
  #blamed: string | null = null;
  readonly #crashes = new Map<string, number[]>();
  readonly #aside = new Set<string>();

  /** The host calls a driver; "" when the call ended. */
  calling(driver: string): void {
    this.#calling = driver;
  }

  /** The host said who threw, with its last word. */
  blame(driver: string): void {
    this.#blamed = driver;
  }

  /**
   * The host ended by itself.
   * @returns the driver that is set aside because of it, or null
   */
  ended(nowMs: number): string | null {
    const driver = this.#blamed ?? this.#calling;
    this.#blamed = null;
    this.#calling = "";
    if (driver === "") return null;
    const recent = [...(this.#crashes.get(driver) ?? []).filter((at) => nowMs - at < windowMs), nowMs];
    this.#crashes.set(driver, recent);
    if (recent.length < most || this.#aside.has(driver)) return null;
    this.#aside.add(driver);
    return driver;
  }

  /** Drivers that must not run any more. */
  get aside(): string[] {
    return [...this.#aside];
  }
}
