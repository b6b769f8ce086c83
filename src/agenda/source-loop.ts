import { CalendarError, messageOf } from "../domain/errors.ts";
import { backoffMs } from "../platform/backoff.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { type AgendaWindow, type CalendarSource, SourceError, type SourceSnapshot } from "./sources/source.ts";

export interface SourceFailure {
  message: string;
  /** In a row. */
  count: number;
  /** Waiting mends it (network, throttling); else somebody has to. */
  passing: boolean;
}

export interface LoopOptions {
  clock: Clock;
  random: () => number;
  log: Log;
  window: () => AgendaWindow;
  onRead: (snapshot: SourceSnapshot) => void;
  onFailure: (failure: SourceFailure) => void;
}

/** Polls of one source are spread by this part of their distance, so that many rooms do not ask at once. */
const jitter = 0.2;
const firstBackoffMs = 15_000;
const longestBackoffMs = 10 * 60_000;

/** Polls one source for ever: at its pace while it answers, later and later while it does not, as told where it says when. */
export class SourceLoop {
  readonly #source: CalendarSource;
  readonly #options: LoopOptions;
  readonly #stopped = new AbortController();
  #cancelWait = () => {};
  #failures = 0;
  #polling = false;
  #hurried = false;

  constructor(source: CalendarSource, options: LoopOptions) {
    this.#source = source;
    this.#options = options;
  }

  start(): void {
    void this.#poll();
  }

  stop(): void {
    this.#cancelWait();
    this.#stopped.abort();
  }

  /** Looks at once: something was just written. */
  hurry(): void {
    this.#hurried = true;
    if (this.#polling) return;
    this.#cancelWait();
    void this.#poll();
  }

  async #poll(): Promise<void> {
    let waitMs = 0;
    this.#polling = true;
    do {
      this.#hurried = false;
      waitMs = await this.#once();
    } while (this.#hurried && !this.#stopped.signal.aborted);
    this.#polling = false;
    if (this.#stopped.signal.aborted) return;
    this.#cancelWait = this.#options.clock.after(waitMs, () => void this.#poll());
  }

  /** @returns time until the next poll */
  async #once(): Promise<number> {
    const { random, onRead } = this.#options;
    try {
      const snapshot = await this.#source.poll(this.#options.window(), this.#stopped.signal);
      if (this.#stopped.signal.aborted) return 0;
      this.#failures = 0;
      onRead(snapshot);
      return this.#source.pollMs * (1 - jitter + 2 * jitter * random());
    } catch (error) {
      if (this.#stopped.signal.aborted) return 0;
      return this.#failed(error);
    }
  }

  #failed(error: unknown): number {
    const { log, random, onFailure } = this.#options;
    this.#failures++;
    const message = messageOf(error);
    const asked = error instanceof SourceError ? error.retryAfterMs : null;
    const passing = error instanceof CalendarError && error.code === "calendar.unreachable";
    log.warn("calendar not read", { source: this.#source.name, message, failures: this.#failures });
    onFailure({ message, count: this.#failures, passing: passing || asked !== null });
    const spread = backoffMs(this.#failures, { baseMs: firstBackoffMs, capMs: longestBackoffMs }, random);
    return Math.max(asked ?? 0, this.#source.pollMs / 2 + spread);
  }
}
