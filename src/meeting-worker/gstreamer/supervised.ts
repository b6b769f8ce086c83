import { DeviceError, MediaError, RoomkeeperError } from "../../domain/errors.ts";
import { backoffMs } from "../../platform/backoff.ts";
import type { Clock } from "../../platform/clock.ts";
import { patient } from "../../platform/patience.ts";

/** One running attempt: a child process or a generator. */
export interface Attempt {
  stop(): void;
}

export interface AttemptEvents {
  /** Media came or went through. */
  alive(): void;
  /** It ended by itself. */
  failed(error: RoomkeeperError): void;
}

export type Running = "off" | "starting" | "on" | "failed";

export interface SupervisedOptions {
  /** What it is, for messages: "the camera". */
  what: string;
  clock: Clock;
  /** Starts one attempt. May throw; that counts as a failed attempt. */
  begin: (events: AttemptEvents) => Attempt;
  onChange: (running: Running, error: RoomkeeperError | null) => void;
  /** Nothing for this long after the start, and after the last sign of life. */
  firstWithinMs?: number;
  silentWithinMs?: number;
}

const retry = { baseMs: 400, capMs: 5000 };
const watchMs = 500;

/**
 * Keeps a capture or playback running while it is wanted: starts it again with backoff when it ends, is silent, or never
 * begins. Invariant: at most one attempt runs, and none after `stop()` has returned.
 */
export class Supervised {
  readonly #options: SupervisedOptions;
  #attempt: Attempt | null = null;
  #cancel: (() => void)[] = [];
  #wanted = false;
  #running: Running = "off";
  #failures = 0;
  #startedAtMs = 0;
  #watchedAtMs = 0;
  /** Null until this attempt has given a sign of life. */
  #aliveAtMs: number | null = null;

  constructor(options: SupervisedOptions) {
    this.#options = options;
  }

  get running(): Running {
    return this.#running;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    this.#begin();
  }

  stop(): void {
    this.#wanted = false;
    this.#end();
    this.#change("off", null);
  }

  #begin(): void {
    const { clock, begin } = this.#options;
    this.#startedAtMs = clock.monotonicMs();
    this.#watchedAtMs = this.#startedAtMs;
    this.#aliveAtMs = null;
    if (this.#running !== "failed") this.#change("starting", null);
    this.#cancel = [clock.every(watchMs, () => this.#watch())];
    let current = true;
    const events: AttemptEvents = {
      alive: () => current && this.#alive(),
      failed: (error) => current && this.#failed(error),
    };
    this.#cancel.push(() => {
      current = false;
    });
    try {
      const attempt = begin(events);
      if (current) this.#attempt = attempt;
      else attempt.stop();
    } catch (error) {
      this.#failed(error instanceof RoomkeeperError ? error : unknownTrouble(error));
    }
  }

  #alive(): void {
    this.#aliveAtMs = this.#options.clock.monotonicMs();
    if (this.#running === "on") return;
    this.#failures = 0;
    this.#change("on", null);
  }

  #watch(): void {
    const { clock, what } = this.#options;
    const firstWithinMs = patient(this.#options.firstWithinMs ?? 8000);
    const silentWithinMs = patient(this.#options.silentWithinMs ?? 2000);
    const now = clock.monotonicMs();
    const lateMs = now - this.#watchedAtMs - watchMs;
    this.#watchedAtMs = now;
    if (lateMs > watchMs) this.#forgive(lateMs);
    if (this.#aliveAtMs === null) {
      if (now - this.#startedAtMs < firstWithinMs) return;
      this.#failed(new DeviceError("device.timeout", `nothing came from ${what} within ${firstWithinMs} ms`));
    } else if (now - this.#aliveAtMs >= silentWithinMs) {
      this.#failed(new MediaError("media.frozen", `nothing came from ${what} for ${silentWithinMs} ms`));
    }
  }

  /** This process itself stood still: what came meanwhile waits to be read, and nobody was silent. */
  #forgive(lateMs: number): void {
    this.#startedAtMs += lateMs;
    if (this.#aliveAtMs !== null) this.#aliveAtMs += lateMs;
  }

  #failed(error: RoomkeeperError): void {
    this.#end();
    this.#change("failed", error);
    const waitMs = backoffMs(this.#failures++, retry);
    this.#cancel = [this.#options.clock.after(waitMs, () => this.#wanted && this.#begin())];
  }

  #end(): void {
    for (const cancel of this.#cancel.splice(0)) cancel();
    this.#attempt?.stop();
    this.#attempt = null;
  }

  #change(running: Running, error: RoomkeeperError | null): void {
    if (running === this.#running && error === null) return;
    this.#running = running;
    this.#options.onChange(running, error);
  }
}

const unknownTrouble = (error: unknown) => new MediaError("media.pipeline", String(error), { cause: error });
