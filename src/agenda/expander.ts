import { Worker } from "node:worker_threads";
import type { Booking } from "../domain/booking.ts";
import { CalendarError, messageOf } from "../domain/errors.ts";
import { type Clock, systemClock } from "../platform/clock.ts";
import { patient } from "../platform/patience.ts";
import {
  type CalendarInput,
  type ExpansionAnswer,
  type ExpansionRequest,
  SharedProgress,
} from "./expansion-messages.ts";
import type { InputReading } from "./read-input.ts";

export interface ExpanderLimits {
  /** Longest time that one series may take; counted work ends it long before, unless the computer is overloaded. */
  seriesMs: number;
  /** Longest time for a calendar before its first series, and in all. */
  calendarMs: number;
  heapMb: number;
}

export interface ExpanderOptions {
  clock?: Clock;
  limits?: Partial<ExpanderLimits>;
  /** Bookings beyond these, by their start, are named and not shown. */
  most?: number;
  /** The worker; tests give one that gets stuck. */
  script?: URL;
}

const defaultLimits: ExpanderLimits = { seriesMs: patient(3000), calendarMs: patient(20_000), heapMb: 128 };

/** More bookings than any room has in two weeks. */
const mostInTwoWeeks = 2000;
/** How often a calendar is tried again without the event that brought the worker down. */
const maxRetries = 5;
const watchEveryMs = 100;
/** An idle worker is ended: most polls find nothing new, and its memory is better spent. */
const idleMs = 5000;

/** Ended by the watch or by its own heap limit, with the event that it was at. */
class WorkerDied {
  readonly uid: string | null;
  readonly reason: string;

  constructor(uid: string | null, reason: string) {
    this.uid = uid;
    this.reason = reason;
  }
}

/**
 * Reads calendars in a worker thread under a deadline and a heap limit: what an invitation can do ends there. An event that
 * brings the worker down is left out and named, and the calendar is read again without it.
 */
export class Expander {
  readonly #clock: Clock;
  readonly #limits: ExpanderLimits;
  readonly #script: URL;
  readonly #most: number;
  readonly #progress = new SharedProgress();
  #worker: Worker | null = null;
  #nextId = 1;
  #queue: Promise<unknown> = Promise.resolve();
  #stopIdle = () => {};

  constructor(options: ExpanderOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#most = options.most ?? mostInTwoWeeks;
    this.#script = options.script ?? new URL("expansion-worker.ts", import.meta.url);
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  /**
   * Reads one calendar, after those asked for before.
   * @throws CalendarError calendar.unreadable
   */
  read(input: CalendarInput): Promise<InputReading> {
    const reading = this.#queue.then(() => this.#readWithRetries(input));
    this.#queue = reading.catch(() => {});
    return reading;
  }

  async close(): Promise<void> {
    this.#stopIdle();
    await this.#end();
  }

  async #readWithRetries(input: CalendarInput): Promise<InputReading> {
    const skip: string[] = [];
    for (;;) {
      const outcome = await this.#readOnce({ ...input, id: this.#nextId++, skip, most: this.#most });
      if (!(outcome instanceof WorkerDied)) return outcome;
      if (outcome.uid === null || skip.length >= maxRetries || skip.includes(outcome.uid)) {
        throw new CalendarError("calendar.unreadable", `line 1, BEGIN: the calendar cannot be read: ${outcome.reason}`);
      }
      skip.push(outcome.uid);
    }
  }

  async #readOnce(request: ExpansionRequest): Promise<InputReading | WorkerDied> {
    this.#stopIdle();
    this.#progress.reset();
    const worker = this.#start();
    let stopWatch = () => {};
    try {
      const watched = new Promise<WorkerDied>((resolve) => {
        stopWatch = this.#watch(resolve);
      });
      const outcome = await Promise.race([this.#ask(worker, request), watched]);
      if (outcome instanceof WorkerDied) await this.#end();
      else this.#stopIdle = this.#clock.after(idleMs, () => void this.#end());
      return outcome;
    } finally {
      stopWatch();
    }
  }

  #ask(worker: Worker, request: ExpansionRequest): Promise<InputReading | WorkerDied> {
    return new Promise((resolve, reject) => {
      const bookings: Booking[] = [];
      const died = (reason: string) => {
        this.#forget(worker);
        resolve(new WorkerDied(this.#current(), reason));
      };
      const onError = (error: unknown) => died(messageOf(error));
      const onExit = (code: number) => died(`the reader ended with ${code}`);
      const onMessage = (answer: ExpansionAnswer) => {
        if (answer.id !== request.id) return;
        if (answer.kind === "bookings") {
          for (const booking of answer.bookings) bookings.push(booking);
          return;
        }
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        if (answer.kind === "done") resolve({ bookings, problems: answer.problems });
        else reject(new CalendarError("calendar.unreadable", answer.message));
      };
      worker.on("message", onMessage).once("error", onError).once("exit", onExit);
      worker.postMessage(request);
    });
  }

  /** Calls back when a series, or all of it, takes too long. Returns how to stop. */
  #watch(expired: (died: WorkerDied) => void): () => void {
    const startedAt = this.#clock.monotonicMs();
    let begun = 0;
    let begunAt = startedAt;
    return this.#clock.every(watchEveryMs, () => {
      const now = this.#clock.monotonicMs();
      if (this.#progress.begun !== begun) {
        begun = this.#progress.begun;
        begunAt = now;
      }
      const uid = this.#current();
      const slowSeries = uid !== null && now - begunAt > this.#limits.seriesMs;
      const slowCalendar = now - startedAt > this.#limits.calendarMs;
      if (slowSeries || slowCalendar) expired(new WorkerDied(slowSeries ? uid : null, "it takes too long"));
    });
  }

  /** The series under way; null before the first and after the last. */
  #current(): string | null {
    return this.#progress.begun > 0 && this.#progress.uid !== "" ? this.#progress.uid : null;
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, {
      workerData: { progress: this.#progress.memory },
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    // Also while nobody asks it anything: an error without a listener would end the daemon.
    worker.on("error", () => this.#forget(worker));
    this.#worker = worker;
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
