import type { Booking } from "../domain/booking.ts";
import { CalendarError, messageOf } from "../domain/errors.ts";
import type { FaultCode } from "../domain/fault.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { AgendaStore, StoredAgenda } from "./agenda-store.ts";
import type { CalendarProblem } from "./calendar-booking.ts";
import { describe } from "./describe-problem.ts";
import { mergeBookings } from "./merge.ts";
import { type SourceFailure, SourceLoop } from "./source-loop.ts";
import type { AgendaWindow, CalendarSource, NewBooking, SourceSnapshot } from "./sources/source.ts";

/** A standing condition of the calendar, for the fault board. */
export interface AgendaCondition {
  code: Extract<FaultCode, "calendar.failed" | "calendar.event" | "clock.wrong">;
  subject: string;
  detail: string;
}

export interface AgendaSnapshot {
  bookings: readonly Booking[];
  /** ISO time of the last good reading of the source that is furthest behind; null before all have been read once. */
  readAt: string | null;
  conditions: readonly AgendaCondition[];
}

export interface AgendaOptions {
  sources: readonly CalendarSource[];
  clock: Clock;
  log: Log;
  /** Where the last good agenda is kept; null: nowhere. */
  store: AgendaStore | null;
  random?: () => number;
  onChange: (snapshot: AgendaSnapshot) => void;
}

const dayMs = 86_400_000;
/** What is shown: from yesterday to this far ahead. */
const aheadMs = 14 * dayMs;
/** The window moves in steps, so that most polls find nothing to work out anew. */
const windowStepMs = 6 * 3_600_000;
/** A clock that is further off than this makes the room early or late. */
const maxSkewMs = 30_000;
/** One lost packet is no fault: this many failures in a row are. */
const failuresBeforeFault = 3;
/** Readings without change reach the disk this often, for their age. */
const saveEveryMs = 5 * 60_000;

interface SourceState {
  readAt: number | null;
  bookings: readonly Booking[];
  problems: readonly CalendarProblem[];
  skewMs: number | null;
  failure: SourceFailure | null;
}

/** The room's calendar: polls its sources, merges them, and says what is known, how old it is and what is wrong. */
export class Agenda {
  readonly #options: AgendaOptions;
  readonly #states = new Map<string, SourceState>();
  readonly #loops: SourceLoop[];
  #savedAt = Number.NEGATIVE_INFINITY;
  #savedText = "";
  #saving: Promise<void> = Promise.resolve();
  #told = "";

  constructor(options: AgendaOptions) {
    this.#options = options;
    for (const { name } of options.sources) this.#states.set(name, unread());
    this.#loops = options.sources.map((source) => this.#loop(source));
  }

  /** Tells what the disk has, then polls until stopped. */
  async start(): Promise<void> {
    await this.#restore();
    this.#tell();
    for (const loop of this.#loops) loop.start();
  }

  async stop(): Promise<void> {
    for (const loop of this.#loops) loop.stop();
    await this.#saving;
  }

  /** Some source can be written to. */
  get canBook(): boolean {
    return this.#options.sources.some(({ writer }) => writer !== undefined);
  }

  /** This booking can be given back from here. */
  canRelease(booking: Pick<Booking, "uid" | "occurrence">): boolean {
    return this.#holderOf(booking) !== null;
  }

  /**
   * Books the room in the first calendar that can be written to, and looks at it at once.
   * @throws CalendarError
   */
  async book(booking: NewBooking, signal: AbortSignal): Promise<void> {
    const index = this.#options.sources.findIndex(({ writer }) => writer !== undefined);
    const writer = this.#options.sources[index]?.writer;
    if (writer === undefined) throw new CalendarError("calendar.refused", "the room's calendar is only read");
    await writer.book(booking, signal);
    this.#loops[index]?.hurry();
  }

  /** Gives a booking back. @throws CalendarError */
  async release(booking: Booking, signal: AbortSignal): Promise<void> {
    const index = this.#holderOf(booking);
    const writer = index === null ? undefined : this.#options.sources[index]?.writer;
    if (index === null || writer === undefined) {
      throw new CalendarError("calendar.refused", "the calendar of this booking is only read");
    }
    await writer.release(booking, signal);
    this.#loops[index]?.hurry();
  }

  #holderOf({ uid, occurrence }: Pick<Booking, "uid" | "occurrence">): number | null {
    const index = this.#options.sources.findIndex(
      ({ name, writer }) =>
        writer !== undefined &&
        this.#states.get(name)?.bookings.some((one) => one.uid === uid && one.occurrence === occurrence),
    );
    return index < 0 ? null : index;
  }

  get snapshot(): AgendaSnapshot {
    const states = [...this.#states.values()];
    const read = states.map(({ readAt }) => readAt);
    const oldest = read.includes(null) || read.length === 0 ? null : Math.min(...read.map((at) => at ?? 0));
    return {
      bookings: mergeBookings(states.map(({ bookings }) => bookings)),
      readAt: oldest === null ? null : new Date(oldest).toISOString(),
      conditions: [...this.#states].flatMap(([name, state]) => conditionsOf(name, state)),
    };
  }

  #loop(source: CalendarSource): SourceLoop {
    const { clock, log, random = Math.random } = this.#options;
    const state = this.#states.get(source.name) ?? unread();
    return new SourceLoop(source, {
      clock,
      random,
      log,
      window: () => agendaWindow(clock.now()),
      onRead: (snapshot: SourceSnapshot) => {
        Object.assign(state, snapshot, { readAt: clock.now(), failure: null, skewMs: snapshot.skewMs ?? state.skewMs });
        this.#tell();
        this.#save();
      },
      onFailure: (failure) => {
        state.failure = failure;
        this.#tell();
      },
    });
  }

  #tell(): void {
    const snapshot = this.snapshot;
    const text = JSON.stringify(snapshot);
    if (text === this.#told) return;
    this.#told = text;
    this.#options.onChange(snapshot);
  }

  async #restore(): Promise<void> {
    const { store, log } = this.#options;
    let stored: StoredAgenda | null = null;
    try {
      stored = (await store?.load()) ?? null;
    } catch (error) {
      log.warn("the kept agenda cannot be used", { message: messageOf(error) });
    }
    for (const [name, { readAt, bookings }] of Object.entries(stored ?? {})) {
      const state = this.#states.get(name);
      if (state !== undefined) Object.assign(state, { readAt: Date.parse(readAt), bookings });
    }
  }

  #save(): void {
    const { store, clock, log } = this.#options;
    if (store === null) return;
    const known = [...this.#states].filter(([, { readAt }]) => readAt !== null);
    const text = JSON.stringify(known.map(([name, { bookings }]) => [name, bookings]));
    if (text === this.#savedText && clock.now() - this.#savedAt < saveEveryMs) return;
    this.#savedText = text;
    this.#savedAt = clock.now();
    const stored = Object.fromEntries(
      known.map(([name, { readAt, bookings }]) => [name, { readAt: new Date(readAt ?? 0).toISOString(), bookings }]),
    );
    this.#saving = this.#saving
      .then(() => store.save(stored))
      .catch((error: unknown) => log.warn("the agenda cannot be kept", { message: messageOf(error) }));
  }
}

const unread = (): SourceState => ({ readAt: null, bookings: [], problems: [], skewMs: null, failure: null });

/** From yesterday to two weeks ahead, in steps. */
export function agendaWindow(nowMs: number): AgendaWindow {
  const step = Math.floor(nowMs / windowStepMs) * windowStepMs;
  const iso = (ms: number) => new Date(ms).toISOString();
  return { from: iso(step - dayMs), to: iso(step + aheadMs + windowStepMs) };
}

function conditionsOf(name: string, state: SourceState): AgendaCondition[] {
  const conditions: AgendaCondition[] = [];
  const { failure, skewMs, problems } = state;
  if (failure !== null && (!failure.passing || failure.count >= failuresBeforeFault)) {
    conditions.push({ code: "calendar.failed", subject: name, detail: failure.message });
  }
  if (skewMs !== null && Math.abs(skewMs) > maxSkewMs) {
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    const detail = `this computer's clock is ${seconds} s ${skewMs > 0 ? "behind" : "ahead of"} the calendar server's`;
    conditions.push({ code: "clock.wrong", subject: name, detail });
  }
  const dropped = problems.filter((problem) => problem.dropped);
  if (dropped.length > 0) {
    const first = dropped.slice(0, 3).map(describe).join("; ");
    const detail = dropped.length > 3 ? `${first}; and ${dropped.length - 3} more` : first;
    conditions.push({ code: "calendar.event", subject: name, detail });
  }
  return conditions;
}
